// Talks to the assistant's server: keeps the session token, sends one message, returns its answers.

import { inThisBrowser } from "./storage.js";

const KEY = "hipwise-session";
const PATIENCE_MS = 45_000;
const REFUSED = 401;

export class Unanswered extends Error {
  constructor({ status, body, retryAfter }) {
    super(`status ${status}`);
    this.status = status;
    this.sentence = body.error; // the server's own words to the person, if it gave any
    this.retryAfter = retryAfter;
  }
}

export class Session {
  #server;
  #token; // or the promise of one

  /** `server` is the address of the website channel and ends with a slash. */
  constructor(server) {
    this.#server = server;
    this.#token = inThisBrowser.read(KEY);
  }

  get isResumed() {
    return this.#token !== null;
  }

  /** The token; a new one is asked for once, and again after a failure. */
  async open() {
    this.#token ??= this.#newToken();
    try {
      return await this.#token;
    } catch (error) {
      this.#token = null;
      throw error;
    }
  }

  /** Another tab may have begun or ended the conversation. */
  reread() {
    this.#token = inThisBrowser.read(KEY);
  }

  forget() {
    this.#token = null;
    inThisBrowser.remove(KEY);
  }

  /** Raises Unanswered, or what fetch raises when the server cannot be reached. */
  async ask(message) {
    let reply = await this.#call("POST", "messages", message);
    const expired = reply.status === REFUSED;
    if (expired) {
      this.forget();
      reply = await this.#call("POST", "messages", message);
    }
    if (!reply.ok || !reply.body.messages?.length) throw new Unanswered(reply);
    // Kept from the first answer on, so that a remembered session is one in which something was said.
    inThisBrowser.write(KEY, await this.open());
    return { messages: reply.body.messages, expired };
  }

  /** All that was said, or null where the server does not tell. */
  async history() {
    const { ok, status, body } = await this.#call("GET", "messages?after=");
    if (status === REFUSED) this.forget();
    return ok ? body.messages : null;
  }

  async #newToken() {
    const reply = await this.#fetch("POST", "sessions", {});
    if (!reply.ok || !reply.body.session) throw new Unanswered(reply);
    return reply.body.session;
  }

  async #call(method, path, content) {
    return this.#fetch(method, path, content, { Authorization: `Bearer ${await this.open()}` });
  }

  async #fetch(method, path, content, headers = {}) {
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), PATIENCE_MS);
    try {
      const response = await fetch(this.#server + path, {
        method,
        headers: content ? { "Content-Type": "application/json", ...headers } : headers,
        body: content && JSON.stringify(content),
        credentials: "omit",
        signal: clock.signal,
      });
      // A proxy's error page is not JSON.
      const body = await response.json().catch(() => ({}));
      const retryAfter = Number(response.headers.get("Retry-After")) || 0;
      return { status: response.status, ok: response.ok, body, retryAfter };
    } finally {
      clearTimeout(timer);
    }
  }
}

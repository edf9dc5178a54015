// Talks to the assistant's server for chat.js: keeps the session token, sends one message, returns
// its answers. The token is the only thing kept in the browser, and only until the tab is closed.

const SERVER = "/webhooks/website/";
const KEY = "hipwise-session";
const PATIENCE_MS = 45_000;

export class Unanswered extends Error {
  constructor(status, sentence) {
    super(`status ${status}`);
    this.status = status;
    this.sentence = sentence; // the server's own words to the person, if it gave any
  }
}

// sessionStorage throws where the browser blocks storage; the session then lasts as long as the page.
function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(token) {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // see remembered()
  }
}

export function forgetSession() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // see remembered()
  }
}

async function post(path, content, headers = {}) {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), PATIENCE_MS);
  try {
    const response = await fetch(SERVER + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(content),
      credentials: "omit",
      signal: clock.signal,
    });
    // A proxy's error page is not JSON.
    const body = await response.json().catch(() => ({}));
    return { status: response.status, ok: response.ok, body };
  } finally {
    clearTimeout(timer);
  }
}

async function newToken() {
  const { ok, status, body } = await post("sessions", {});
  if (!ok || !body.session) throw new Unanswered(status, body.error);
  return body.session;
}

let token = remembered(); // or the promise of one

export const resumed = token !== null;

/** The session's token; a new one is asked for once, and again after a failure. */
export async function openSession() {
  token ??= newToken();
  try {
    return await token;
  } catch (error) {
    token = null;
    throw error;
  }
}

async function deliver(message) {
  return post("messages", message, { Authorization: `Bearer ${await openSession()}` });
}

export async function ask(message) {
  let reply = await deliver(message);
  const expired = reply.status === 401;
  if (expired) {
    token = newToken();
    reply = await deliver(message);
  }
  const { ok, status, body } = reply;
  if (!ok || !body.messages?.length) throw new Unanswered(status, body.error);
  // Kept from the first answer on, so that a remembered session is one in which something was said.
  remember(await openSession());
  return { messages: body.messages, expired };
}

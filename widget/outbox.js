// Sends what the person says, in order. A message that does not arrive waits and is sent again, with
// the same id, so that the server answers it once; when that does not help, the person is told.

import { inThisTab } from "./storage.js";

const KEY = "hipwise-unsent";
const PAUSES_S = [1, 2, 4, 8, 15];
const BUSY = 429;
const BROKEN = 500;

export class Outbox {
  #session;
  #lastInLine = Promise.resolve();

  constructor(session) {
    this.#session = session;
  }

  /** `turn` is told what happens: writing(), waiting(), then answered(reply) or failed(error). */
  send(message, turn) {
    keep([...unsent().filter((one) => one.message_id !== message.message_id), message]);
    this.#lastInLine = this.#lastInLine.then(() => this.#deliver(message, turn));
    return this.#lastInLine;
  }

  async #deliver(message, turn) {
    try {
      turn.answered(await this.#answerTo(message, turn));
      discard(message);
    } catch (error) {
      // Whatever went wrong, the message stays on the page and those behind it are still sent.
      turn.failed(error);
    }
  }

  async #answerTo({ words: _, ...content }, turn) {
    for (const pause of PAUSES_S) {
      turn.writing();
      try {
        return await this.#session.ask(content);
      } catch (error) {
        if (!isPassing(error)) throw error;
        turn.waiting();
        await elapsed(Math.max(pause, error.retryAfter ?? 0));
      }
    }
    turn.writing();
    return this.#session.ask(content);
  }
}

/** The messages of this tab that got no answer yet. */
export function unsent() {
  return JSON.parse(inThisTab.read(KEY) ?? "[]");
}

export function discard(message) {
  keep(unsent().filter((one) => one.message_id !== message.message_id));
}

export function discardAll() {
  inThisTab.remove(KEY);
}

function keep(messages) {
  inThisTab.write(KEY, JSON.stringify(messages));
}

/** A connection or server that is down; without a status, the server was not reached. */
function isPassing({ status }) {
  return status === undefined || status === BUSY || status >= BROKEN;
}

/** Ends early when the connection is back. */
function elapsed(seconds) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    addEventListener("online", end);
  });
}

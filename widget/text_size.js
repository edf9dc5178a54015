// The person's own text size, the same on every page of the clinic.

import { inThisBrowser } from "./storage.js";

const KEY = "hipwise-text-size";
const SIZES = ["1", "1.2", "1.4", "1.7", "2"];

export class TextSize {
  #chat;
  #at;

  constructor(chat) {
    this.#chat = chat;
    this.#at = Math.max(0, SIZES.indexOf(inThisBrowser.read(KEY)));
    this.change(0);
  }

  change(steps) {
    this.#at = Math.min(Math.max(this.#at + steps, 0), SIZES.length - 1);
    this.#chat.style.setProperty("--text-size", SIZES[this.#at]);
    inThisBrowser.write(KEY, SIZES[this.#at]);
  }
}

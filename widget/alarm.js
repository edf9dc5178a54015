// The banner of an emergency: above everything, spoken at once, there until the person has read it.
// What can be answered to it is in reach there, however long the message below is.

import { button, element, filled } from "./dom.js";
import { wordsOf } from "./message.js";
import { reply } from "./offers.js";

export class Alarm {
  #place;
  #labels;
  #afterwards;

  constructor(place, labels, afterwards) {
    this.#place = place;
    this.#labels = labels;
    this.#afterwards = afterwards; // where focus goes from a button that is gone
  }

  /** Shows the alert among these messages, if there is one. */
  raise(messages) {
    const message = messages.find(({ alert }) => alert);
    if (!message) return;
    const { alert, buttons = [] } = message;
    const heading = element("p", { class: "banner" }, this.#labels.alert[alert] ?? "");
    const words = wordsOf(message, this.#labels);
    const read = button(this.#labels.acknowledge, () => this.#acknowledge(), { class: "quiet" });
    const choices = element("div", { class: "choices" }, this.#call(words), read, ...buttons.map(reply));
    const banner = element("div", { class: "alarm", role: "alert", "data-alert": alert });
    banner.append(heading, words.firstElementChild ?? "", choices);
    this.#place.replaceChildren(banner);
  }

  #acknowledge() {
    this.clear();
    this.#afterwards();
  }

  /** The first number of the message, as large as a button. */
  #call(words) {
    const number = words.querySelector('a[href^="tel:"]');
    if (!number) return null;
    const label = filled(this.#labels.call, { number: number.textContent });
    return element("a", { class: "call", href: number.href }, label);
  }

  clear() {
    this.#place.replaceChildren();
  }
}

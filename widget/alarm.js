// The banner of an emergency: above everything, spoken at once, there until the person has read it.

import { button, element } from "./dom.js";
import { blocks } from "./message.js";

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
    const { alert, text } = message;
    const heading = element("p", { class: "banner" }, this.#labels.alert[alert] ?? "");
    const first = blocks(text, this.#labels)[0] ?? "";
    const read = button(this.#labels.acknowledge, () => {
      this.clear();
      this.#afterwards();
    });
    const banner = element("div", { class: "alarm", role: "alert", "data-alert": alert });
    banner.append(heading, first, read);
    this.#place.replaceChildren(banner);
  }

  clear() {
    this.#place.replaceChildren();
  }
}

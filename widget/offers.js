// What can be tapped in place of typing, below a question: one of several replies, several of a
// list, or a number. A pad tells the chat what is said with the event "say".

import { element } from "./dom.js";
import { choicePad } from "./choice_pad.js";
import { numberPad } from "./number_pad.js";

/** Those without a payload say their own words. */
export function reply({ title, payload }) {
  return element("button", { type: "button", class: "reply", "data-payload": payload }, title);
}

export function quickReplies(buttons, label) {
  const attributes = { class: "offered quick-replies", role: "group", "aria-label": label };
  return element("div", attributes, ...buttons.map(reply));
}

/** Buttons that a pad has as well are left out. */
export function offersOf({ answer, buttons = [] }, labels) {
  const titles = answer?.choices?.map(({ title }) => title) ?? [];
  const others = buttons.filter(({ title }) => !titles.includes(title));
  const replies = others.length ? [quickReplies(others, labels.suggested)] : [];
  if (answer?.kind === "many") return [choicePad(answer, labels, others.map(reply))];
  return answer?.kind === "number" ? [numberPad(answer, labels), ...replies] : replies;
}

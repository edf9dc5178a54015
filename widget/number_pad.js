// A number: a row of buttons for a short scale, else a field that opens the digits of a phone.

import { element, filled, say } from "./dom.js";

const LONGEST_SCALE = 10;

export function numberPad(answer, labels) {
  return answer.max - answer.min <= LONGEST_SCALE ? scale(answer) : field(answer, labels);
}

/** Its ends are said in words. */
function scale({ min, max, label, low, high }) {
  const steps = Array.from({ length: max - min + 1 }, (_, step) =>
    element("button", { type: "button", class: "reply" }, String(min + step)),
  );
  const ends = [`${min}: ${low}`, `${max}: ${high}`].map((words) => element("span", {}, words));
  const attributes = { class: "offered pad scale", "aria-describedby": "ends" };
  const pad = element("fieldset", attributes, element("legend", {}, label));
  pad.append(element("div", { class: "steps" }, ...steps));
  if (low && high) pad.append(element("p", { class: "ends", id: "ends" }, ...ends));
  return pad;
}

function field({ min, max, label }, labels) {
  const hint = element("p", { class: "hint", id: "hint" }, filled(labels.number_range, { min, max }));
  const digits = { type: "text", inputmode: "numeric", autocomplete: "off", enterkeyhint: "send" };
  const box = element("input", { ...digits, maxlength: 3, "aria-describedby": "hint" });
  const send = element("button", { type: "submit" }, labels.send_number);
  const pad = element("form", { class: "offered pad number", novalidate: true });
  pad.append(element("label", {}, label, box), send, hint);
  pad.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = Number(box.value.trim() || NaN);
    if (Number.isInteger(number) && number >= min && number <= max) return say(pad, String(number));
    box.setAttribute("aria-invalid", "true");
    hint.textContent = filled(labels.number_wrong, { min, max });
    hint.classList.add("wrong"); // read aloud as a change of the log, and with the field
    box.focus();
  });
  return pad;
}

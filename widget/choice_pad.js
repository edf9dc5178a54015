// Several answers of a list: each choice is pressed or not, then all are sent as one sentence.

import { button, element, say } from "./dom.js";

const PRESSED = "aria-pressed";
// The assistant reads English, whatever the language of the buttons.
const SENTENCE = new Intl.ListFormat("en-GB", { type: "conjunction" });

function isPressed(chip) {
  return chip.getAttribute(PRESSED) === "true";
}

function chipOf({ title, says, alone }) {
  const attributes = { class: "chip", "data-says": says, "data-alone": alone, [PRESSED]: "false" };
  return element("button", { type: "button", ...attributes }, title);
}

/** A choice that stands alone, such as "none", lets go of the others; and they of it. */
function press(chip, chips) {
  const standsAlone = ({ dataset }) => dataset.alone !== undefined;
  const excluded = chips.filter((one) => one !== chip && (standsAlone(chip) || standsAlone(one)));
  for (const one of excluded) one.setAttribute(PRESSED, "false");
  chip.setAttribute(PRESSED, String(!isPressed(chip)));
}

/** `others` are buttons that stand beside the one that sends. */
export function choicePad({ choices }, labels, others) {
  const chips = choices.map(chipOf);
  const chosen = () => chips.filter(isPressed).map(({ dataset }) => dataset.says);
  const pad = element("fieldset", { class: "offered pad" }, element("legend", {}, labels.choose_all));
  const send = button(labels.send_these, () => say(pad, SENTENCE.format(chosen())), {
    class: "primary",
    disabled: true,
  });
  const row = element("div", { class: "choices" }, send, ...others);
  pad.append(element("div", { class: "chips" }, ...chips), row);
  pad.addEventListener("click", ({ target }) => {
    if (!chips.includes(target)) return;
    press(target, chips);
    send.disabled = !chosen().length;
  });
  return pad;
}

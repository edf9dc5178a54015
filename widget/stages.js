// The stage of a hip in the three systems side by side; where the hips differ, which one it is.

import { element } from "./dom.js";

const SYSTEMS = ["ficat", "arco", "steinberg"];

export function stages(card, labels) {
  const names = labels.stages;
  const pairs = SYSTEMS.map((system) =>
    element("div", {}, element("dt", {}, names[system]), element("dd", {}, card[system])),
  );
  const caption = card.hip ? element("figcaption", {}, names[card.hip]) : null;
  const name = card.hip ? null : names.title;
  const attributes = { class: "stages", "aria-label": name };
  return element("figure", attributes, caption, element("dl", {}, ...pairs));
}

// The stage of a hip in the three systems side by side.

import { element } from "./dom.js";

const SYSTEMS = ["ficat", "arco", "steinberg"];

export function stages(card, labels) {
  const names = labels.stages;
  const pairs = SYSTEMS.map((system) =>
    element("div", {}, element("dt", {}, names[system]), element("dd", {}, card[system])),
  );
  const caption = element("figcaption", {}, names[card.hip] ?? names.title);
  return element("figure", { class: "stages" }, caption, element("dl", {}, ...pairs));
}

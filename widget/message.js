// Draws one message of the assistant: words, alert, stages, evidence and sources.

import { element, filled, unseen } from "./dom.js";
import { link, readHtml } from "./html.js";
import { offersOf } from "./offers.js";
import { listenButton } from "./speech.js";
import { stages } from "./stages.js";

/** What is said, as a fragment; a card stands in the place of the list that says the same. */
export function wordsOf({ text = "", html, card }, labels) {
  const words = readHtml(html ?? "", labels);
  if (!html) words.append(element("p", {}, text));
  if (card?.kind !== "stages") return words;
  const list = words.querySelector("ul");
  if (list) list.replaceWith(stages(card, labels));
  else words.append(stages(card, labels));
  return words;
}

function evidenceOf(words, labels) {
  return element("p", { class: "evidence" }, element("strong", {}, labels.evidence), ` ${words}`);
}

function sourceList(sources, labels) {
  const items = sources.map(({ title, year, url }) =>
    element("li", {}, link(title, url, labels), year ? ` (${year})` : null),
  );
  const summary = element("summary", {}, filled(labels.sources, { count: sources.length }));
  return element("details", { class: "sources" }, summary, element("ul", {}, ...items));
}

/** What to show for one message: its card and, below it, what can be answered by tapping. */
export function answerNodes(message, labels) {
  const { evidence_words: evidence, sources = [], alert } = message;
  const card = element("div", { class: "answer", "data-alert": alert }, unseen(labels.assistant));
  if (labels.alert[alert]) card.append(element("p", { class: "banner" }, labels.alert[alert]));
  card.append(wordsOf(message, labels));
  if (evidence) card.append(evidenceOf(evidence, labels));
  if (sources.length) card.append(sourceList(sources, labels));
  const foot = element("div", { class: "foot" }, listenButton(card, labels));
  card.append(foot);
  return [card, ...offersOf(message, labels)];
}

// Draws the assistant's answers: light markdown, alert, evidence, sources and buttons.

import { element, filled, unseen } from "./dom.js";

const INLINE =
  /\*\*(?<bold>.+?)\*\*|\*(?<soft>[^*\s][^*]*)\*|\[(?<label>[^\]]+)\]\((?<url>(?:[^()\s]|\([^()\s]*\))+)\)/g;
const PROTOCOLS = ["https:", "http:", "tel:"];

/** A link, or null where the address is missing, broken or of a kind that could do harm. */
function link(label, address, labels) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!PROTOCOLS.includes(url.protocol)) return null;
  if (url.protocol === "tel:") return element("a", { href: url.href }, label);
  const elsewhere = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
  return element("a", elsewhere, label, unseen(labels.new_tab));
}

function inline(text, labels) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { bold, soft, label, url } = match.groups;
    nodes.push(text.slice(end, match.index));
    if (bold) nodes.push(element("strong", {}, ...inline(bold, labels)));
    else if (soft) nodes.push(element("em", {}, soft));
    else nodes.push(link(label, url, labels) ?? match[0]);
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

/** Paragraphs and lists of light markdown: blank lines part paragraphs, "- " opens a list item. */
export function blocks(text, labels) {
  const made = [];
  let open = null;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*- (.*)/.exec(line);
    const tag = item ? "UL" : line.trim() ? "P" : null;
    const continued = open !== null && open.tagName === tag;
    if (!continued) open = tag && element(tag);
    if (!continued && open) made.push(open);
    if (item) open.append(element("li", {}, ...inline(item[1], labels)));
    else if (open) open.append(...(continued ? [element("br")] : []), ...inline(line, labels));
  }
  return made;
}

function sourceList(sources, labels) {
  const items = sources.map(({ title, year, url }) =>
    element("li", {}, link(title, url, labels) ?? title, year ? ` (${year})` : null),
  );
  const summary = element("summary", {}, filled(labels.sources, { count: sources.length }));
  return element("details", { class: "sources" }, summary, element("ul", {}, ...items));
}

function evidenceOf(words, labels) {
  return words && element("p", { class: "evidence" }, ...inline(filled(labels.evidence, { words }), labels));
}

/** Buttons to press in place of typing; those without a payload say their own words. */
export function quickReplies(buttons, label) {
  const made = buttons.map(({ title, payload }) =>
    element("button", { type: "button", "data-payload": payload }, title),
  );
  return element("div", { class: "quick-replies", role: "group", "aria-label": label }, ...made);
}

/** What to show for one message of the assistant: its card and, below it, its buttons. */
export function answerNodes(message, labels) {
  const { text = "", buttons = [], evidence_words: evidence, sources = [], alert } = message;
  const card = element("div", { class: "answer", "data-alert": alert }, unseen(labels.assistant));
  if (labels.alert[alert]) card.append(element("p", { class: "banner" }, labels.alert[alert]));
  card.append(...blocks(text, labels));
  card.append(evidenceOf(evidence, labels) ?? "");
  if (sources.length) card.append(sourceList(sources, labels));
  return buttons.length ? [card, quickReplies(buttons, labels.suggested)] : [card];
}

// Draws the assistant's answers for chat.js. Everything is built from text nodes, never from markup,
// so nothing that an answer or a source says can run on the page.

const INLINE = /\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<url>(?:[^()\s]|\([^()\s]*\))+)\)/g;
const PROTOCOLS = ["https:", "http:", "tel:"];

/** A fresh copy of what stands in the page's template of that name, or null if there is none. */
export function fromTemplate(name) {
  return document.getElementById(name)?.content.firstElementChild.cloneNode(true) ?? null;
}

function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

/** A link, or null where the address is missing, broken or of a kind that could do harm. */
function link(label, address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!PROTOCOLS.includes(url.protocol)) return null;
  const anchor = element("a", label);
  anchor.href = url.href;
  if (url.protocol !== "tel:") {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
    anchor.append(fromTemplate("new-tab"));
  }
  return anchor;
}

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { bold, label, url } = match.groups;
    nodes.push(text.slice(end, match.index));
    nodes.push(bold ? element("strong", ...inline(bold)) : link(label, url) ?? match[0]);
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

/** Paragraphs and lists of light markdown: blank lines part paragraphs, "- " opens a list item. */
function blocks(text) {
  const made = [];
  let open = null;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*- (.*)/.exec(line);
    const tag = item ? "UL" : line.trim() ? "P" : null;
    const continued = open !== null && open.tagName === tag;
    if (!continued) open = tag && element(tag);
    if (!continued && open) made.push(open);
    if (item) open.append(element("li", ...inline(item[1])));
    else if (open) open.append(...(continued ? [element("br")] : []), ...inline(line));
  }
  return made;
}

function sourceList(sources) {
  const details = fromTemplate("sources");
  details.querySelector(".count").textContent = sources.length;
  for (const { title, year, url } of sources) {
    const item = element("li", link(title, url) ?? title);
    if (year) item.append(` (${year})`);
    details.querySelector("ul").append(item);
  }
  return details;
}

function quickReplies(buttons) {
  const group = fromTemplate("quick-replies");
  for (const { title, payload } of buttons) {
    const button = element("button", title);
    button.type = "button";
    if (payload) button.dataset.payload = payload;
    group.append(button);
  }
  return group;
}

/** What to show for one message of the assistant: its card and, below it, its buttons. */
export function answerNodes({ text = "", buttons = [], evidence, sources = [], alert }) {
  const card = fromTemplate("answer");
  if (alert) {
    card.setAttribute("role", "alert");
    card.dataset.alert = alert;
    card.append(fromTemplate(`alert-${alert}`) ?? "");
  }
  card.append(...blocks(text));
  card.append(fromTemplate(`evidence-${evidence}`) ?? "");
  if (sources.length) card.append(sourceList(sources));
  return buttons.length ? [card, quickReplies(buttons)] : [card];
}

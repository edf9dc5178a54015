// The one place where the server's HTML of a reply becomes elements. Each is made by name from a
// short list, with a checked address as its only attribute, so that nothing that comes in can run.
// The browser's own parser is not used: pages that enforce Trusted Types forbid it.

import { element, unseen } from "./dom.js";

const ELEMENTS = ["p", "ul", "ol", "li", "strong", "em", "br", "a"];
const PROTOCOLS = ["https:", "http:", "tel:"];
const PIECE = /<(?<closes>\/?)(?<tag>[a-z]+)(?<attributes>[^>]*)>|(?<text>[^<]+)/g;
const ESCAPED = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

function unescaped(text) {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (sign) => ESCAPED[sign]);
}

/** The attributes of a link, or null where the address is missing, broken or of a harmful kind. */
function linkTo(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!PROTOCOLS.includes(url.protocol)) return null;
  const isCall = url.protocol === "tel:";
  return { href: url.href, ...(isCall ? {} : { target: "_blank", rel: "noopener noreferrer" }) };
}

/** A link that says where it opens; only its words where the address is no good. */
export function link(words, address, labels) {
  const attributes = linkTo(address);
  return attributes ? element("a", attributes, words, unseen(labels.new_tab)) : words;
}

function made(tag, attributes) {
  if (tag !== "a") return element(tag);
  const address = /href="([^"]*)"/.exec(attributes)?.[1] ?? "";
  return element(tag, linkTo(unescaped(address)) ?? {});
}

/** A fragment with what the HTML shows. */
export function readHtml(html, labels) {
  const fragment = document.createDocumentFragment();
  let open = fragment;
  for (const { groups } of html.matchAll(PIECE)) {
    const { closes, tag, attributes, text } = groups;
    if (text) open.append(unescaped(text));
    if (!ELEMENTS.includes(tag)) continue;
    if (closes) {
      open = open.parentNode ?? fragment;
    } else {
      const child = made(tag, attributes);
      open.append(child);
      if (tag !== "br") open = child;
    }
  }
  for (const elsewhere of fragment.querySelectorAll("a[target]")) {
    elsewhere.append(unseen(labels.new_tab));
  }
  return fragment;
}

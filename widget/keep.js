// What a person takes away: a copy of the words, or a print (which browsers save as PDF).

import { button, element, filled, styleSheet } from "./dom.js";

const MARKS = /\*\*|\[([^\]]+)\]\([^)]*\)/g;

function plain({ text = "", sources = [] }, labels) {
  const listed = sources.map(({ title, year, url }) =>
    ["-", title, year && `(${year})`, url].filter(Boolean).join(" "),
  );
  const heading = sources.length ? [filled(labels.sources, { count: sources.length })] : [];
  const words = text.replace(MARKS, (_, label) => label ?? "");
  return [words, [...heading, ...listed].join("\n")].filter(Boolean).join("\n\n");
}

/** Prints copies of these nodes and nothing of the page around. */
export async function printNodes(nodes, labels) {
  const frame = element("iframe", { class: "unseen", title: labels.print, tabindex: "-1" });
  nodes[0].getRootNode().append(frame);
  const page = frame.contentDocument;
  const sheet = new frame.contentWindow.CSSStyleSheet();
  const rules = [...(await styleSheet("print.css")).cssRules].map((rule) => rule.cssText);
  sheet.replaceSync(rules.join("\n"));
  page.adoptedStyleSheets = [sheet];
  page.title = labels.title;
  page.documentElement.lang = labels.language;
  page.documentElement.dir = labels.direction;
  page.body.append(...nodes.map((node) => page.importNode(node, true)), labels.footer);
  for (const details of page.querySelectorAll("details")) details.open = true;
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}

export function keepButtons(node, messages, labels) {
  const done = element("span", { role: "status" });
  const copy = async () => {
    await navigator.clipboard.writeText(messages.map((one) => plain(one, labels)).join("\n\n"));
    done.textContent = labels.copied;
  };
  return element(
    "div",
    { class: "keep" },
    button(labels.print, () => printNodes([node], labels)),
    navigator.clipboard ? button(labels.copy, copy) : null, // there is none without https
    done,
  );
}

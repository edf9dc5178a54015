// What a person takes away: a copy of the words, or a print (which browsers save as PDF).

import { button, element, filled, styleSheet } from "./dom.js";
import { plainText } from "./plain_text.js";

/** Without these, nothing on paper looks as if it could be pressed. */
const OF_THE_SCREEN = ".offered, .keep, .foot button, .failure, .waiting, .unseen";

function heading(labels) {
  const date = new Date().toLocaleDateString(labels.language, { dateStyle: "long" });
  return element("h1", {}, filled(labels.printed, { title: labels.title, date }));
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
  const footer = element("p", { class: "footer" }, labels.footer);
  page.body.append(...[heading(labels), ...nodes, footer].map((node) => page.importNode(node, true)));
  for (const node of page.querySelectorAll(OF_THE_SCREEN)) node.remove();
  for (const details of page.querySelectorAll("details")) details.open = true;
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}

/** For the answers of one turn. */
export function keepButtons(node, labels) {
  const done = element("span", { role: "status" });
  const answers = () => [...node.querySelectorAll(".answer")];
  const copy = async () => {
    await navigator.clipboard.writeText(answers().map(plainText).join("\n\n"));
    done.textContent = labels.copied;
  };
  return element(
    "div",
    { class: "keep" },
    button(labels.print, () => printNodes(answers(), labels), { class: "quiet" }),
    navigator.clipboard ? button(labels.copy, copy, { class: "quiet" }) : null, // there is none without https
    done,
  );
}

// An answer as plain words: to copy, and to read aloud.

const NOT_WORDS = ".unseen, .foot, button";
const BLOCKS = "h2, h3, p, li, summary, figcaption, dl > div";
const ITEMS = "li, dl > div";

/** Its paragraphs and items, each with whether it is one of a list; `without` is a selector. */
export function linesOf(card, without = NOT_WORDS) {
  const copy = card.cloneNode(true);
  for (const node of copy.querySelectorAll(`${NOT_WORDS}, ${without}`)) node.remove();
  for (const { href, parentNode } of copy.querySelectorAll(".sources a")) parentNode.append(` ${href}`);
  return [...copy.querySelectorAll(BLOCKS)].map((block) => ({
    words: (block.matches("div") ? [...block.children] : [block])
      .map((part) => part.textContent.trim())
      .join(": "),
    isItem: block.matches(ITEMS),
  }));
}

export function plainText(card) {
  let text = "";
  let inList = false;
  for (const { words, isItem } of linesOf(card)) {
    text += (isItem && inList ? "\n" : "\n\n") + (isItem ? "- " : "") + words;
    inList = isItem;
  }
  return text.trim();
}

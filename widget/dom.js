// Builds what the widget shows. Everything is made of elements and text nodes, never of markup, so
// that nothing that an answer, a label or an attribute says can run.

/** `attributes` whose value is false, null or undefined are left out; `on…` are listeners. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** A line drawing in the colour of the text around it; the label stands beside it. */
export function icon(path) {
  const picture = drawn("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" });
  picture.append(drawn("path", { d: path }));
  return picture;
}

export const ICONS = {
  chat: "M4 5h16v11H11l-5 4v-4H4z M8 9h8 M8 12.5h5",
  close: "M6 6l12 12 M18 6L6 18",
  menu: "M4 7h16 M4 12h16 M4 17h16",
  phone: "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
  send: "M4 12l16-8-5 17-4-7z",
};

/** Tells the chat what the person says by way of this control. */
export function say(control, words) {
  control.dispatchEvent(new CustomEvent("say", { detail: words, bubbles: true }));
}

/** Words that are read aloud but not seen. */
export function unseen(words) {
  return element("span", { class: "unseen" }, words);
}

export function filled(words, places) {
  return words.replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Style sheets by way of the object model: a strict CSP has nothing against them. */
export async function styleSheet(name) {
  const sheet = new CSSStyleSheet();
  const response = await fetch(new URL(name, import.meta.url), { credentials: "omit" });
  return sheet.replace(await response.text());
}

/** What the server says of the clinic: its number, if one is set. */
export async function readClinic() {
  const address = new URL("clinic.json", import.meta.url);
  return fetch(address, { credentials: "omit" }).then((response) => response.json()).catch(() => ({}));
}

/** The words of the widget: its own, and over them those of a clinic's file, if it has one. */
export async function readLabels(address) {
  const read = async (url) => (await fetch(url, { credentials: "omit" })).json();
  const own = await read(new URL("strings.json", import.meta.url));
  if (!address) return own;
  return { ...own, ...(await read(new URL(address, document.baseURI)).catch(() => ({}))) };
}

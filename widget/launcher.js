// The button in the corner of a clinic's page and the panel that it opens. The chat itself is loaded
// when it is opened for the first time.

import { applyColour } from "./colour.js";
import { button, element, icon, ICONS, readLabels, styleSheet } from "./dom.js";

class Launcher {
  #labels;
  #settings;
  #panel = null;
  #label;

  constructor(labels, settings) {
    this.#labels = labels;
    this.#settings = settings;
    this.#label = element("span", { "aria-live": "polite" }, labels.open);
    const attributes = { class: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" };
    this.button = button(icon(ICONS.chat), () => this.open(), attributes);
    this.button.append(this.#label);
    this.node = element("aside", { lang: labels.language, dir: labels.direction });
    this.node.setAttribute("aria-label", settings.title ?? labels.title);
    this.node.append(this.button);
  }

  /** `takesFocus` is false where nobody asked for it. */
  async open(takesFocus = true) {
    try {
      this.#panel ??= await this.#makePanel();
    } catch {
      this.#label.textContent = this.#labels.unreachable;
      return;
    }
    this.#label.textContent = this.#labels.open;
    this.#show(true);
    const chat = this.#panel.querySelector("hip-chat");
    await chat.ready;
    if (takesFocus && !this.#panel.hidden) chat.focusInside();
  }

  close() {
    this.#panel.querySelector("hip-chat").fallSilent();
    this.#show(false);
    this.button.focus();
  }

  #show(isOpen) {
    this.#panel.hidden = !isOpen;
    this.button.hidden = isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
  }

  async #makePanel() {
    await import("./hip-chat.js");
    const chat = element("hip-chat");
    Object.assign(chat.dataset, this.#settings, { layout: "panel" });
    const panel = element("div", { class: "panel", role: "dialog", hidden: true });
    panel.setAttribute("aria-label", this.#settings.title ?? this.#labels.title);
    panel.append(chat);
    chat.addEventListener("close", () => this.close());
    panel.addEventListener("keydown", ({ key, isComposing }) => {
      if (key === "Escape" && !isComposing) this.close();
    });
    this.node.append(panel);
    return panel;
  }
}

/** `settings` are the data attributes of the script element. */
export async function launch(settings) {
  const [labels, sheet] = await Promise.all([readLabels(settings.strings), styleSheet("launcher.css")]);
  const launcher = new Launcher(labels, settings);
  const host = element("div", { "data-position": settings.position === "left" ? "left" : "right" });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(launcher.node);
  document.body.append(host);
  applyColour(launcher.node, settings.colour);
  if (settings.open !== undefined && settings.open !== "false") launcher.open(false);
}

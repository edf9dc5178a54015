// What stands around the conversation: title, menu, progress of the questions, message box.

import { button, element, filled, icon, ICONS, unseen } from "./dom.js";
import { quickReplies } from "./offers.js";

/** The parts by name; `chat` says what the buttons do and `settings` are the data attributes. */
export function buildFrame(labels, settings, chat) {
  const parts = {
    alarm: element("div", { class: "alarms" }),
    progress: element("div", { class: "progress", hidden: true }),
    log: element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": labels.conversation }),
    box: element("textarea", { id: "message", rows: "1", autocomplete: "off", enterkeyhint: "send" }),
    menu: menu(labels, chat),
  };
  parts.top = element("div", { class: "top" }, masthead(labels, settings, parts.menu, chat), parts.progress);
  parts.composer = composer(labels, parts.box, chat);
  const footer = element("p", { class: "footer" }, labels.footer);
  const attributes = { class: "chat", lang: labels.language, dir: labels.direction, tabindex: "0" };
  parts.chat = element("div", { ...attributes, role: "group", "aria-label": labels.title });
  parts.chat.append(parts.alarm, parts.top, parts.log, parts.composer, footer);
  return parts;
}

export function welcome(labels, settings) {
  const safety = element("p", { class: "safety" });
  safety.append(element("strong", {}, labels.emergency_first), ` ${labels.emergency_wait}`);
  const heading = element(settings.layout === "page" ? "h2" : "h3", {}, labels.welcome);
  const card = element("div", { class: "answer" }, heading);
  for (const words of [settings.greeting ?? labels.greeting, labels.limits]) {
    card.append(element("p", {}, words));
  }
  card.append(safety);
  const starters = labels.starters.map((words) => ({ title: words }));
  return [card, quickReplies(starters, labels.starters_label)];
}

export function showProgress(place, labels, progress) {
  place.hidden = !progress;
  if (!progress) return;
  const name = filled(labels.progress, progress);
  place.replaceChildren(element("progress", { value: progress.at, max: progress.of, "aria-label": name }));
}

function masthead(labels, settings, menuOfAll, chat) {
  const heading = element(settings.layout === "page" ? "h1" : "h2", { tabindex: "-1" });
  heading.append(labels.title);
  const name = element("div", { class: "name" }, heading, element("p", {}, labels.subtitle));
  const closing = settings.layout === "panel" ? close(labels, chat) : null;
  return element("div", { class: "masthead" }, name, phone(labels, settings), menuOfAll, closing);
}

function close(labels, chat) {
  const made = button(icon(ICONS.close), () => chat.dispatchEvent(new Event("close")), { class: "round" });
  made.append(unseen(labels.close));
  return made;
}

function phone(labels, settings) {
  if (!settings.phone) return null;
  const address = `tel:${settings.phone.replace(/[^+\d]/g, "")}`;
  const label = element("span", { class: "label" }, labels.call_clinic);
  return element("a", { class: "round", href: address }, icon(ICONS.phone), label);
}

function menu(labels, chat) {
  const summary = element("summary", { class: "round" }, icon(ICONS.menu), unseen(labels.menu));
  const items = element("div", { class: "items" });
  const details = element("details", { class: "menu" }, summary, items);
  const item = (label, action) =>
    button(label, () => {
      details.open = false;
      action();
    });
  items.append(
    item(labels.new_conversation, () => chat.startAnew()),
    item(labels.print, () => chat.print()),
    button(labels.larger_text, () => chat.resizeText(1)),
    button(labels.smaller_text, () => chat.resizeText(-1)),
    item(labels.forget_me, () => chat.forgetMe()),
  );
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation(); // the panel stays
    details.open = false;
    summary.focus();
  });
  return details;
}

function composer(labels, box, chat) {
  const send = element("button", { type: "submit" }, labels.send);
  const row = element("div", { class: "row" }, box, send);
  const form = element("form", { class: "composer", "aria-label": labels.compose });
  form.append(element("label", { for: "message" }, labels.your_message), row);
  const submit = (event) => {
    event.preventDefault();
    chat.sendBox();
  };
  form.addEventListener("submit", submit);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  return form;
}

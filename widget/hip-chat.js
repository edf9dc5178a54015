// <hip-chat>: the conversation as an element of any page. It takes what the person types or taps,
// sends it in order and shows the answers; the page around can neither style nor read it.

import { Alarm } from "./alarm.js";
import { applyColour } from "./colour.js";
import { element, readClinic, readLabels, styleSheet } from "./dom.js";
import { buildFrame, showProgress, welcome } from "./frame.js";
import { printNodes } from "./keep.js";
import { discard, discardAll, Outbox, unsent } from "./outbox.js";
import { bringToTop, scrollToEnd } from "./scrolling.js";
import { Session } from "./session.js";
import { stopReading } from "./speech.js";
import { inThisBrowser } from "./storage.js";
import { TextSize } from "./text_size.js";
import { Turn, turnsOf } from "./turn.js";

const SERVER = new URL("../webhooks/website/", import.meta.url).href;
const SPOKEN = "hipwise-spoken"; // changes with every turn, so that other tabs catch up

function messageId() {
  // Not crypto.randomUUID: it is missing where the page is tried without https.
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
}

export class HipChat extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #session = new Session(SERVER);
  #outbox = new Outbox(this.#session);
  #open = 0; // messages without an answer
  #labels;
  #settings;
  #parts;
  #alarm;
  #textSize;
  #settle;

  /** Settled when the conversation can be used. */
  ready = new Promise((resolve) => (this.#settle = resolve));

  async connectedCallback() {
    if (this.#parts || this.#labels) return;
    this.#labels = {};
    const [labels, clinic, sheet] = await Promise.all([
      readLabels(this.dataset.strings),
      readClinic(),
      styleSheet("hip-chat.css"),
    ]);
    this.#labels = { ...labels, title: this.dataset.title ?? labels.title };
    this.#settings = { ...clinic, ...this.dataset };
    this.#root.adoptedStyleSheets = [sheet];
    this.#build();
    this.#listen();
    await this.#begin();
    this.#settle();
  }

  /** For who opens the chat. On a touch screen not the box: the keyboard would cover the welcome. */
  focusInside() {
    const { box, chat } = this.#parts;
    const first = matchMedia("(pointer: coarse)").matches ? chat.querySelector("h1, h2") : box;
    first.focus({ preventScroll: true });
  }

  disconnectedCallback() {
    this.fallSilent();
  }

  /** For who closes the chat. */
  fallSilent() {
    stopReading();
  }

  // What the frame's controls do

  sendBox() {
    const { box } = this.#parts;
    const text = box.value.trim();
    box.focus();
    if (!text) return;
    box.value = "";
    this.#fitBox();
    this.#say(text, { text });
  }

  startAnew() {
    this.#session.forget();
    discardAll();
    inThisBrowser.write(SPOKEN, messageId());
    this.#clear();
    this.#session.open().catch(() => {});
    this.focusInside();
  }

  /** The assistant asks whether that is meant. */
  forgetMe() {
    const text = this.#labels.forget_me_says;
    this.#moveFocus(this.#say(text, { text }));
  }

  print() {
    printNodes([...this.#parts.log.children], this.#labels);
  }

  resizeText(steps) {
    this.#textSize.change(steps);
  }

  // What a turn reports

  answered(turn, { messages, expired }) {
    this.#removeOffers();
    if (expired) turn.notice(this.#labels.expired);
    turn.show(messages);
    this.#note(messages);
    inThisBrowser.write(SPOKEN, turn.message.message_id);
    // The start of the answer comes into view, however long it is; an alert before anything else.
    const first = turn.node.querySelector("[data-alert]") ?? turn.node.querySelector(".answer");
    bringToTop(this.#parts, first);
  }

  failed(turn) {
    turn.failure.scrollIntoView({ block: "nearest" });
  }

  again(turn) {
    turn.failure.remove();
    this.#enqueue(turn);
    this.#moveFocus(turn);
  }

  edit(turn) {
    const { box } = this.#parts;
    turn.node.remove();
    discard(turn.message);
    box.value = [turn.message.text, box.value].filter(Boolean).join("\n");
    this.#fitBox();
    box.focus();
  }

  // Inside

  #build() {
    this.#parts = buildFrame(this.#labels, this.#settings, this);
    this.#alarm = new Alarm(this.#parts.alarm, this.#labels, () => this.focusInside());
    this.#textSize = new TextSize(this.#parts.chat);
    this.#clear();
    this.#root.replaceChildren(this.#parts.chat);
    applyColour(this.#parts.chat, this.dataset.colour);
  }

  #listen() {
    const { box, chat } = this.#parts;
    box.addEventListener("input", () => this.#fitBox());
    chat.addEventListener("click", ({ target }) => {
      const pressed = target.closest(".reply");
      if (pressed) this.#press(pressed);
    });
    chat.addEventListener("say", ({ detail: text }) => this.#moveFocus(this.#say(text, { text })));
    addEventListener("pagehide", stopReading); // or some browsers read on
    addEventListener("storage", ({ key }) => {
      if (key === SPOKEN && this.isConnected) this.#catchUp();
    });
  }

  /** Goes on where the person left, or asks for a session; a failure of that shows on the first
   * message, where it can be sent again. */
  async #begin() {
    if (this.#session.isResumed) await this.#restore();
    else this.#session.open().catch(() => {});
    for (const message of unsent()) this.#sendLeftOver(message);
  }

  async #catchUp() {
    if (this.#open) return;
    this.#session.reread();
    if (this.#session.isResumed) await this.#restore();
    else this.#clear();
  }

  async #restore() {
    const said = await this.#session.history().catch(() => null);
    this.#clear();
    if (said) this.#replay(said);
    else this.#notice(this.#session.isResumed ? this.#labels.resumed : this.#labels.expired);
  }

  #replay(said) {
    for (const { person, answers } of turnsOf(said)) {
      this.#removeOffers();
      const words = person && { message_id: person.id, words: person.text };
      const turn = this.#turn(words, person?.at);
      if (answers.length) turn.show(answers, answers.at(-1).at);
    }
    this.#note(said.slice(said.findLastIndex(({ from }) => from === "person") + 1));
    scrollToEnd(this.#parts);
  }

  /** A message that the page was closed on. The server may have heard it: it is then among what was
   * said, and its answer comes again. */
  #sendLeftOver(message) {
    const turns = [...this.#parts.log.querySelectorAll(".turn")];
    turns.find((turn) => turn.dataset.id === message.message_id)?.remove();
    this.#removeOffers();
    this.#enqueue(this.#turn(message));
  }

  #say(words, content) {
    stopReading();
    this.#removeOffers();
    const turn = this.#turn({ message_id: messageId(), words, ...content });
    this.#enqueue(turn);
    return turn;
  }

  #press(pressed) {
    const isToAlert = pressed.closest(".alarm") ?? pressed.closest(".turn")?.querySelector("[data-alert]");
    if (isToAlert) this.#alarm.clear();
    const words = pressed.textContent;
    const { payload } = pressed.dataset;
    this.#moveFocus(this.#say(words, payload ? { payload } : { text: words }));
  }

  #turn(message, at) {
    const turn = new Turn(this, this.#labels, message, at);
    this.#parts.log.append(turn.node);
    return turn;
  }

  /** Also for a message sent again: it is heard now, so it moves to the end of the conversation. */
  #enqueue(turn) {
    this.#parts.log.append(turn.node);
    this.#open += 1;
    this.#outbox.send(turn.message, turn).finally(() => (this.#open -= 1));
    scrollToEnd(this.#parts);
  }

  #note(messages) {
    this.#alarm.raise(messages);
    showProgress(this.#parts.progress, this.#labels, messages.findLast((one) => one.progress)?.progress);
  }

  #clear() {
    stopReading();
    this.#parts.log.replaceChildren(...welcome(this.#labels, this.#settings));
    this.#note([]);
    this.#alarm.clear();
  }

  #notice(words) {
    this.#parts.log.append(element("p", { class: "notice" }, words));
  }

  #removeOffers() {
    for (const group of this.#parts.log.querySelectorAll(".offered")) group.remove();
  }

  /** Where to go on from a button that is gone: the box, but on a touch screen the person's words, as
   * focus in the box would open the keyboard over every answer. */
  #moveFocus(turn) {
    const next = matchMedia("(pointer: coarse)").matches ? turn.node : this.#parts.box;
    next.focus({ preventScroll: true });
  }

  #fitBox() {
    // The style sheet ends the growth at four lines.
    const { box } = this.#parts;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }
}

if (!customElements.get("hip-chat")) customElements.define("hip-chat", HipChat);

// One turn of the conversation: what the person said and, below it, what became of it.

import { button, element, unseen } from "./dom.js";
import { keepButtons } from "./keep.js";
import { answerNodes } from "./message.js";

const TOO_LONG = 413;
const WORTH_KEEPING = 4; // replies in one turn; a result of the questions has more

/** The hour; for another day than today, the day as well. */
function timeOf(at, language) {
  const moment = at ? new Date(at) : new Date();
  const isToday = moment.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  const shown = moment.toLocaleString(language, { hour: "2-digit", minute: "2-digit", ...day });
  return element("time", { datetime: moment.toISOString() }, shown);
}

/** What was said, by turns; the assistant may have spoken first. */
export function turnsOf(said) {
  const turns = [];
  for (const entry of said) {
    if (entry.from === "person") turns.push({ person: entry, answers: [] });
    else if (turns.length) turns.at(-1).answers.push(entry);
    else turns.push({ person: null, answers: [entry] });
  }
  return turns;
}

export class Turn {
  #labels;
  #chat;
  #state = null; // the node that says that an answer is on its way, or that there is none

  /** `chat` is told: answered(turn, reply), failed(turn), again(turn), edit(turn). */
  constructor(chat, labels, message, at) {
    this.#chat = chat;
    this.#labels = labels;
    this.message = message;
    const id = message?.message_id;
    this.node = element("div", { class: "turn", tabindex: "-1", "data-id": id });
    if (message) this.node.append(this.#words(message.words, at));
  }

  writing() {
    const dots = element("span", { class: "dots", "aria-hidden": "true" });
    dots.append(element("i"), element("i"), element("i"));
    this.#become(element("p", { class: "waiting" }, dots, ` ${this.#labels.writing}`));
  }

  waiting() {
    this.#become(element("p", { class: "waiting", "data-state": "waiting" }, this.#labels.waiting));
  }

  answered(reply) {
    this.#become(null);
    this.#chat.answered(this, reply);
  }

  failed(error) {
    this.#become(this.#failure(error));
    this.#chat.failed(this);
  }

  /** Adds the assistant's answers. */
  show(messages, at) {
    this.node.append(...messages.flatMap((message) => answerNodes(message, this.#labels)));
    const cards = [...this.node.querySelectorAll(".answer")];
    cards.at(-1)?.lastChild.append(timeOf(at, this.#labels.language));
    if (messages.length >= WORTH_KEEPING) cards.at(-1).after(keepButtons(this.node, this.#labels));
  }

  notice(words) {
    this.node.append(element("p", { class: "notice" }, words));
  }

  get failure() {
    return this.node.querySelector(".failure");
  }

  #words(words, at) {
    const said = element("span", { class: "words" }, words);
    const bubble = element("p", { class: "person" }, unseen(`${this.#labels.you} `), said);
    bubble.append(timeOf(at, this.#labels.language));
    return bubble;
  }

  #become(node) {
    this.#state?.remove();
    this.#state = node;
    if (node) this.node.append(node);
  }

  #failure({ status, sentence }) {
    const labels = this.#labels;
    const toEdit = status === TOO_LONG && this.message.text;
    const why = sentence ?? (toEdit ? labels.too_long : labels.failed_reason);
    const what = element("strong", {}, toEdit ? labels.not_sent : labels.failed);
    return element(
      "div",
      { class: "failure" },
      element("p", {}, what, " ", element("span", { class: "reason" }, why)),
      element("p", {}, labels.urgent_elsewhere),
      toEdit
        ? button(labels.edit, () => this.#chat.edit(this))
        : button(labels.retry, () => this.#chat.again(this)),
    );
  }
}

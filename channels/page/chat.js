// The conversation on the chat page: takes what the person types or taps, sends it in order, shows the
// answer below it, and keeps a message that got no answer on the page with a way to send it again.

import { answerNodes, fromTemplate } from "./message.js";
import { ask, forgetSession, openSession, resumed } from "./session.js";

const log = document.getElementById("log");
const composer = document.getElementById("composer");
const box = document.getElementById("message");
let lastInLine = Promise.resolve();

function messageId() {
  // Not crypto.randomUUID: it is missing where the page is tried without https.
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
}

function removeQuickReplies() {
  log.querySelectorAll(".quick-replies").forEach((group) => group.remove());
}

/** Where to go on from a button that is gone: the box, but on a touch screen the person's words, as
 * focus in the box would open the keyboard over every answer. */
function moveFocus(turn) {
  if (matchMedia("(pointer: coarse)").matches) turn.focus({ preventScroll: true });
  else box.focus({ preventScroll: true });
}

function showAnswers(turn, { messages, expired }) {
  removeQuickReplies();
  if (expired) turn.append(fromTemplate("expired"));
  turn.append(...messages.flatMap(answerNodes));
  // The start of the answer comes into view, however long it is; an alert before anything else.
  (turn.querySelector("[role=alert]") ?? turn.querySelector(".answer")).scrollIntoView();
}

function takeBackToEdit(turn, text) {
  turn.remove();
  box.value = [text, box.value].filter(Boolean).join("\n");
  fitBox();
  box.focus();
}

function sendAgain(turn, message) {
  turn.querySelector(".failure").remove();
  enqueue(turn, message);
  moveFocus(turn);
}

function showFailure(turn, message, { status, sentence }) {
  const tooLong = status === 413 && message.text;
  const failure = fromTemplate(tooLong ? "too-long" : "failure");
  if (sentence) failure.querySelector(".reason").textContent = sentence;
  failure.querySelector("button").addEventListener("click", () => {
    if (tooLong) takeBackToEdit(turn, message.text);
    else sendAgain(turn, message);
  });
  turn.append(failure);
  failure.scrollIntoView({ block: "nearest" });
}

async function deliver(turn, message) {
  const waiting = fromTemplate("waiting");
  turn.append(waiting);
  try {
    const reply = await ask(message);
    waiting.remove();
    showAnswers(turn, reply);
  } catch (error) {
    // Whatever went wrong, the message stays on the page and those behind it are still sent.
    waiting.remove();
    showFailure(turn, message, error);
  }
}

/** Also for a message sent again: it is heard now, so it moves to the end of the conversation. */
function enqueue(turn, message) {
  log.append(turn);
  turn.scrollIntoView({ block: "nearest" });
  lastInLine = lastInLine.then(() => deliver(turn, message));
}

function say(words, content) {
  removeQuickReplies();
  const turn = fromTemplate("turn");
  turn.querySelector(".words").textContent = words;
  enqueue(turn, { message_id: messageId(), ...content });
  return turn;
}

function fitBox() {
  // The style sheet ends the growth at four lines.
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

function sendBox(event) {
  event.preventDefault();
  const text = box.value.trim();
  box.focus();
  if (!text) return;
  box.value = "";
  fitBox();
  say(text, { text });
}

composer.addEventListener("submit", sendBox);

box.addEventListener("input", fitBox);

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sendBox(event);
});

log.addEventListener("click", ({ target }) => {
  const button = target.closest(".quick-replies button");
  if (!button) return;
  const { payload } = button.dataset;
  moveFocus(say(button.textContent, payload ? { payload } : { text: button.textContent }));
});

document.getElementById("new-conversation").addEventListener("click", () => {
  forgetSession();
  location.reload();
});

document.getElementById("resumed").hidden = !resumed;
// A failure here shows on the first message, where it can be sent again.
openSession().catch(() => {});

// Reads an answer aloud with the browser's own voice, where it has one.

import { button } from "./dom.js";
import { linesOf } from "./plain_text.js";

let reading = null; // the button whose answer is being read, and how to put it back

export function stopReading() {
  reading?.end();
  if (reading) speechSynthesis.cancel();
  reading = null;
}

/** One line at a time: some browsers break off in the middle of a long text. */
function read(card, labels, done) {
  const lines = linesOf(card, ".sources");
  const spoken = lines.map(({ words }) => new SpeechSynthesisUtterance(words));
  for (const utterance of spoken) utterance.lang = labels.language;
  const last = spoken.at(-1);
  last.onend = done;
  last.onerror = done;
  for (const utterance of spoken) speechSynthesis.speak(utterance);
}

/** Many browsers know their voices only a moment after they were asked. */
function showWithVoice(listen) {
  listen.hidden = !speechSynthesis.getVoices().length;
  if (!listen.hidden) return;
  speechSynthesis.addEventListener?.("voiceschanged", () => showWithVoice(listen), { once: true });
}

export function listenButton(card, labels) {
  if (!("speechSynthesis" in window)) return null;
  const show = (isReading) => {
    listen.textContent = isReading ? labels.stop_listening : labels.listen;
  };
  const toggle = () => {
    const own = reading?.listen === listen;
    stopReading();
    if (own) return;
    const current = { listen, end: () => show(false) };
    reading = current;
    show(true);
    read(card, labels, () => reading === current && stopReading());
  };
  const listen = button(labels.listen, toggle, { class: "quiet listen" });
  showWithVoice(listen);
  return listen;
}

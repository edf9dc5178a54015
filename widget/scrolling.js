// Moves the conversation inside the chat, and never the page around it. `parts` are the frame's.

const EDGE_PX = 12;

/** Below what stays at the top. */
export function bringToTop({ chat, top, alarm }, node) {
  const covered = [top, alarm]
    .filter((part) => getComputedStyle(part).position === "sticky")
    .reduce((sum, part) => sum + part.offsetHeight, 0);
  const distance = node.getBoundingClientRect().top - chat.getBoundingClientRect().top;
  chat.scrollBy({ top: distance - covered - EDGE_PX });
}

export function scrollToEnd({ chat }) {
  chat.scrollTo({ top: chat.scrollHeight });
}

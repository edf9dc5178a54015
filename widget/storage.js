// What the widget keeps in the browser. Storage throws where the browser blocks it; what was kept
// then lasts as long as the page.

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

function kept(area) {
  return {
    read: (key) => attempt(() => area().getItem(key)),
    write: (key, value) => attempt(() => area().setItem(key, value)),
    remove: (key) => attempt(() => area().removeItem(key)),
  };
}

/** Until the tab is closed: the person's words that were not sent yet. */
export const inThisTab = kept(() => sessionStorage);

/** For every tab: the session token, which expires, and the text size. */
export const inThisBrowser = kept(() => localStorage);

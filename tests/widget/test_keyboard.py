"""The whole pre-screen without a mouse: from the closed button on a clinic's page to the result and
the offer of contact. Focus is always somewhere, never trapped, and each reply is announced once."""

from playwright.sync_api import Locator, Page, expect

from tests.content import buttons
from tests.widget.person import first_words, focused

LAUNCHER = "Ask about your hip"
TYPED, PRESSED = "typed", "pressed"
MOST_STEPS = 60  # between any two controls
# How it is answered, with what words, and what is said then.
STEPS = (
    (TYPED, "start the questions", "utter_ask_prescreen_form_diagnosis_confirmed"),
    (PRESSED, "Yes", "utter_ask_prescreen_form_age"),
    (TYPED, "47", "utter_ask_prescreen_form_hip_side"),
    (PRESSED, "Left", "utter_ask_prescreen_form_imaging_done"),
    (TYPED, "x-ray and mri", "utter_ask_prescreen_form_stage"),
    (TYPED, "ficat 2a", "utter_ask_prescreen_form_lesion_size"),
    (TYPED, "small", "utter_ask_prescreen_form_pain_duration"),
    (TYPED, "8 months", "utter_ask_prescreen_form_pain_score"),
    (TYPED, "7", "utter_ask_prescreen_form_mobility"),
    (TYPED, "with a cane", "utter_ask_prescreen_form_risk_factors"),
    (TYPED, "prednisone", "utter_ask_prescreen_form_prior_hip_surgery"),
    (TYPED, "no surgery", "utter_ask_prescreen_form_contraindications"),
    (TYPED, "none", "utter_ask_prescreen_form_answers_confirmed"),
    (PRESSED, "Yes, that's right", "utter_not_a_diagnosis"),
)

# Notes in the page, from outside the widget: how often each reply was put into the region that is
# read aloud, and whether the focus ever fell back to the page while the chat was in use.
WATCH = """log => {
  const times = new Map();
  const all = (node) => [node, ...node.querySelectorAll("*")];
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE)
          for (const reply of all(node).filter((one) => one.matches(".answer")))
            times.set(reply, (times.get(reply) ?? 0) + 1);
  }).observe(log, { childList: true, subtree: true });
  log.timesAdded = () => [...times.values()];
  log.timesLost = 0;
  const look = () => {
    if (document.activeElement === document.body) log.timesLost += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


def test_from_the_button_to_the_offer_of_contact(demo: Page) -> None:
    demo.get_by_role("button", name=LAUNCHER).wait_for()
    reach(demo, LAUNCHER)
    demo.keyboard.press("Enter")
    box, log = demo.get_by_label("Your message"), demo.get_by_role("log")
    expect(box).to_be_focused()
    log.evaluate(WATCH)
    for how, words, reply in STEPS:
        if how == TYPED:
            demo.keyboard.type(words)
        else:
            reach(demo, words, "Shift+Tab")
        demo.keyboard.press("Enter")
        expect(log).to_contain_text(first_words(reply))
        expect(box).to_be_focused()
    expect(log).to_contain_text(first_words("utter_ask_contact_form_consent"))
    assert set(log.evaluate("log => log.timesAdded()")) == {1}
    assert log.evaluate("log => log.timesLost") == 0
    leave_and_come_back(demo)
    decline(demo, log)
    demo.keyboard.press("Escape")
    expect(demo.get_by_role("button", name=LAUNCHER)).to_be_focused()
    expect(demo.get_by_role("dialog")).to_be_hidden()


def leave_and_come_back(page: Page) -> None:
    """The chat is no trap: the page's own links can be reached, and the chat from there."""
    reach(page, "Contact", "Shift+Tab")
    reach(page, "Print or save as PDF")


def decline(page: Page, log: Locator) -> None:
    reach(page, buttons("utter_ask_contact_form_consent")[-1]["title"])
    page.keyboard.press("Enter")
    expect(log).to_contain_text(first_words("utter_nothing_sent"))


def reach(page: Page, words: str, key: str = "Tab") -> None:
    """With that key alone, as far as it may be."""
    passed = []
    for _ in range(MOST_STEPS):
        if focused(page) == words:
            return
        page.keyboard.press(key)
        passed.append(focused(page)[:30])
    raise AssertionError(f"{key} does not reach {words!r}: {passed}")

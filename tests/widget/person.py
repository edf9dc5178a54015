"""What a person does with the widget, and what an auditor asks of it."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.content import said

WAIT_MS = 20_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TO_THE_SCANS = ("start the questions", "yes", "47", "left")
FINDINGS = ("ficat 2a", "small", "8 months", "7")
Faults = list[str]


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")


def answer(page: Page, *texts: str) -> None:
    """Says one after the other, each when the one before was answered."""
    answered = page.locator(".turn:has(.answer)")
    for text in texts:
        before = answered.count()
        say(page, text)
        expect(answered).to_have_count(before + 1)


def finish(page: Page, answers: Sequence[str] = (*TO_THE_SCANS, "x-ray", *FINDINGS)) -> None:
    """The questions to their end, from wherever these answers go on; then to the result."""
    answer(page, *answers)
    confirm = page.get_by_role("button", name="Yes, that's right")
    for text in ("cane", *["none of these"] * 4):
        if not confirm.count():
            answer(page, text)
    confirm.click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()


def open_chat(page: Page) -> None:
    page.get_by_role("button", name="Ask about your hip").click()
    page.get_by_label("Your message").wait_for()


def choose(page: Page, item: str) -> None:
    """From the menu."""
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("button", name=item, exact=True).click()


def first_words(reply: str) -> str:
    return said(reply).splitlines()[0].replace("**", "")[:40]


def focused(page: Page) -> str:
    """The words of the control that has the focus, in whatever shadow root."""
    name: str = page.evaluate(
        """() => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          return at?.textContent.trim() ?? "";
        }"""
    )
    return name


def barriers(page: Page) -> list[str]:
    """What axe-core finds wrong, one line an element."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]

"""A real browser, and pages in it that must not report a fault."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.widget.person import WAIT_MS, Faults
from tools.assistant import Assistant
from tools.browser import executable

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    # A page that a test serves counts as one of the internet, the server as one of this machine.
    "--disable-features=LocalNetworkAccessChecks",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def faults() -> Faults:
    """What the page reported; a test that provokes faults empties it."""
    return []


@pytest.fixture
def blank(browser: Browser, faults: Faults) -> Iterator[Page]:
    """A new visitor who has not gone anywhere yet."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda entry: faults.append(entry.text) if entry.type == "error" else None)
    yield page
    context.close()
    assert not faults


@pytest.fixture
def page(blank: Page, assistant: Assistant) -> Page:
    """A visitor on the full page."""
    blank.goto(assistant.url)
    blank.get_by_label("Your message").wait_for()
    return blank


@pytest.fixture
def demo(blank: Page, assistant: Assistant) -> Page:
    """A visitor on a clinic's page with the button in its corner."""
    blank.goto(f"{assistant.url}/demo")
    return blank

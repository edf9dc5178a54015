"""What the chat weighs on a clinic's page, and how soon it can be used, in a browser that has never
been there. Called by tools/bench.py."""

import statistics
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.benchmarks.conversations import Figures
from tools.browser import executable

VISITS = 5
KB = 1000
BUTTON = "Ask about your hip"


class Visit(NamedTuple):
    """The demonstration page with the button only, then with the chat open; `ms` from the start of
    the visit, and from the click to the focus in the box."""

    requests: int
    bytes: int
    ms: float
    requests_open: int
    bytes_open: int
    ms_open: float


def demo_page(url: str) -> Figures:
    """Medians; sizes as they come over the wire, headers included."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        visits = [_visit(browser, f"{url}/demo") for _ in range(VISITS)]
        browser.close()
    usual = Visit(*(statistics.median(figures) for figures in zip(*visits, strict=True)))
    return {
        "demo page": f"{usual.requests} requests, {usual.bytes / KB:.1f} kB",
        "demo page, chat opened": f"{usual.requests_open} requests, {usual.bytes_open / KB:.1f} kB",
        "button can be clicked after": f"{usual.ms:.0f} ms",
        "box has the focus after": f"{usual.ms_open:.0f} ms",
    }


def _visit(browser: Browser, address: str) -> Visit:
    context = browser.new_context()
    page = context.new_page()
    received = _received(page)
    page.goto(address)
    page.get_by_role("button", name=BUTTON).wait_for()
    ready = _now(page)
    page.wait_for_load_state("networkidle")
    closed = len(received), sum(received)
    clicked = _now(page)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_label("Your message")).to_be_focused()
    focused = _now(page)
    page.wait_for_load_state("networkidle")
    opened = len(received), sum(received)
    context.close()
    return Visit(*closed, ready, *opened, focused - clicked)


def _received(page: Page) -> list[int]:
    """The bytes of each answer, as they come."""
    received: list[int] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda end: received.append(end["encodedDataLength"]))
    return received


def _now(page: Page) -> float:
    return float(page.evaluate("performance.now()"))

"""The button on a clinic's real website, which is another origin than the assistant: the server
lets in whom it was told to, and nobody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import Faults, open_chat, say
from tools.assistant import Assistant

FRIEND = "http://friend.localhost"
STRANGER = "http://stranger.localhost"


@pytest.fixture(scope="module")
def allowing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("allowing")
    with Assistant(folder, AVN_ALLOWED_ORIGINS=FRIEND) as running:
        yield running


def visit(page: Page, origin: str, assistant: Assistant) -> None:
    line = f'<script src="{assistant.url}/widget.js" defer></script>'
    html = f"<!doctype html><title>A clinic</title>{line}"
    page.route(f"{origin}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{origin}/")
    open_chat(page)
    say(page, "how much does it cost?")


def test_an_allowed_website(blank: Page, allowing: Assistant) -> None:
    visit(blank, FRIEND, allowing)
    expect(blank.get_by_role("log")).to_contain_text("no reliable published price")
    blank.reload()
    open_chat(blank)
    expect(blank.get_by_role("log")).to_contain_text("no reliable published price")


def test_another_website(blank: Page, allowing: Assistant, faults: Faults) -> None:
    visit(blank, STRANGER, allowing)
    expect(blank.get_by_text("Waiting to be sent")).to_be_visible()
    faults.clear()

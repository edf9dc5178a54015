"""The clinic's number from its settings: one tap away wherever the chat stands and in its words,
unless the page gives another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import open_chat, say
from tools.assistant import Assistant


@pytest.fixture(scope="module")
def reachable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("reachable")
    with Assistant(folder, AVN_CLINIC_PHONE="+1 415 555 0123") as running:
        yield running


def test_on_the_page_and_in_what_is_said(blank: Page, reachable: Assistant) -> None:
    blank.goto(reachable.url)
    call = blank.get_by_role("link", name="Call the clinic")
    expect(call).to_have_attribute("href", "tel:+14155550123")
    say(blank, "I want to talk to a human")
    said = blank.get_by_role("log").get_by_role("link", name="+1 415 555 0123").first
    expect(said).to_have_attribute("href", "tel:+14155550123")


def test_the_page_around_may_name_another(blank: Page, reachable: Assistant) -> None:
    blank.goto(f"{reachable.url}/demo")
    open_chat(blank)
    call = blank.get_by_role("link", name="Call the clinic")
    expect(call).to_have_attribute("href", "tel:+15550100")

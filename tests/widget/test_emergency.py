"""In an alarm the number to call and the way out are in view, whatever the size of the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import first_words, open_chat, say
from tools.assistant import Assistant

EMERGENCY = "I have crushing chest pain and cannot breathe"
URGENT = "my wound is open and there is pus"
CRISIS = "I want to die"
NOT_NOW = "That's not happening now"
SCREENS = [(1280, 900), (390, 844), (320, 640)]


@pytest.fixture(params=["/", "/demo"])
def anywhere(blank: Page, assistant: Assistant, request: pytest.FixtureRequest) -> Iterator[Page]:
    """On the full page, and in the panel on a clinic's page."""
    blank.goto(assistant.url + request.param)
    if request.param != "/":
        open_chat(blank)
    yield blank


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize(("text", "number"), [(EMERGENCY, "911"), (URGENT, "911"), (CRISIS, "988")])
def test_number_and_way_out_are_in_view(
    anywhere: Page, text: str, number: str, width: int, height: int
) -> None:
    anywhere.set_viewport_size({"width": width, "height": height})
    say(anywhere, text)
    banner = anywhere.get_by_role("alert")
    call = banner.get_by_role("link", name=f"Call {number}")
    expect(call).to_have_attribute("href", f"tel:{number}")
    expect(call).to_be_in_viewport(ratio=1)
    expect(anywhere.get_by_role("button", name=NOT_NOW)).to_be_in_viewport(ratio=1)


def test_the_banner_stays_and_its_button_works_after_other_words(page: Page) -> None:
    say(page, EMERGENCY)
    expect(page.get_by_role("alert")).to_be_visible()
    say(page, "hello?")
    expect(page.locator(".turn").nth(1).locator(".answer").first).to_be_visible()
    page.get_by_role("button", name=NOT_NOW).click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_safe_now"))


def test_after_the_banner_was_read_the_way_out_is_under_the_message(page: Page) -> None:
    say(page, EMERGENCY)
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("log").get_by_role("button", name=NOT_NOW).click()
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_safe_now"))

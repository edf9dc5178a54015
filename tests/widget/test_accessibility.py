"""The widget for people who use a keyboard, a screen reader, large text or their own colours, in
each of its states (WCAG 2.2 AA as far as axe-core can tell)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.person import (
    FINDINGS,
    TO_THE_SCANS,
    WAIT_MS,
    answer,
    barriers,
    choose,
    finish,
    first_words,
    focused,
    open_chat,
    say,
)
from tools.assistant import Assistant

WIDGET = Path(__file__).parents[2] / "widget"
DANGER = "I have crushing chest pain and cannot breathe"


@pytest.fixture(params=["light", "dark"])
def either(
    browser: Browser, assistant: Assistant, request: pytest.FixtureRequest
) -> Iterator[Page]:
    page = browser.new_page(color_scheme=request.param, reduced_motion="reduce")
    page.set_default_timeout(WAIT_MS)
    page.goto(f"{assistant.url}/demo")
    yield page
    page.close()


def test_closed(either: Page) -> None:
    either.get_by_role("button", name="Ask about your hip").wait_for()
    assert not barriers(either)


def test_open_with_its_menu(either: Page) -> None:
    open_chat(either)
    either.locator("summary", has_text="Menu").click()
    expect(either.get_by_role("button", name="Forget me")).to_be_visible()
    assert not barriers(either)


def test_an_answer_with_its_sources(either: Page) -> None:
    open_chat(either)
    say(either, "how much does it cost?")
    either.get_by_text("Sources (").click()
    assert not barriers(either)


def test_the_questions(either: Page) -> None:
    open_chat(either)
    say(either, "start the questions")
    expect(either.get_by_role("progressbar")).to_have_accessible_name("Question 1 of about 11")
    assert not barriers(either)


def test_an_age_to_give(either: Page) -> None:
    open_chat(either)
    answer(either, "start the questions", "yes")
    assert not barriers(either)
    either.get_by_label("Age in years").fill("x")
    either.get_by_label("Age in years").press("Enter")
    expect(either.get_by_text("Please give a whole number")).to_be_visible()
    assert not barriers(either)


def test_choices_to_press(either: Page) -> None:
    open_chat(either)
    answer(either, *TO_THE_SCANS)
    assert not barriers(either)
    either.get_by_role("button", name="MRI").click()
    assert not barriers(either)


def test_a_scale_to_press(either: Page) -> None:
    open_chat(either)
    answer(either, *TO_THE_SCANS, "x-ray", "ficat 2a", "small", "8 months")
    expect(either.get_by_role("group", name="Pain in the last week")).to_be_visible()
    assert not barriers(either)


def test_a_result_with_its_card(either: Page) -> None:
    open_chat(either)
    finish(either)
    expect(either.get_by_role("figure", name="Your stage in the three systems")).to_be_visible()
    assert not barriers(either)


def test_an_emergency(either: Page) -> None:
    open_chat(either)
    say(either, DANGER)
    expect(either.get_by_role("alert")).to_be_visible()
    assert not barriers(either)


def test_a_message_without_an_answer(either: Page) -> None:
    either.route("**/messages", lambda route: route.fulfill(status=400, json={}))
    open_chat(either)
    say(either, "hello")
    expect(either.get_by_role("button", name="Retry")).to_be_visible()
    assert not barriers(either)


def test_the_full_page(page: Page) -> None:
    assert not barriers(page)


def test_questions_and_menu_by_keyboard_alone(demo: Page) -> None:
    demo.get_by_role("button", name="Ask about your hip").wait_for()
    while focused(demo) != "Ask about your hip":
        demo.keyboard.press("Tab")
    demo.keyboard.press("Enter")
    expect(demo.get_by_label("Your message")).to_be_focused()
    demo.keyboard.type("start the questions")
    demo.keyboard.press("Enter")
    log = demo.get_by_role("log")
    expect(log).to_contain_text(first_words("utter_ask_prescreen_form_diagnosis_confirmed"))
    while focused(demo) != "Yes":
        demo.keyboard.press("Shift+Tab")
    demo.keyboard.press("Space")
    expect(log).to_contain_text(first_words("utter_ask_prescreen_form_age"))
    expect(demo.get_by_label("Your message")).to_be_focused()
    demo.keyboard.press("Escape")
    expect(demo.get_by_role("button", name="Ask about your hip")).to_be_focused()
    expect(demo.get_by_role("dialog")).to_be_hidden()


def test_focus_leaves_the_panel(demo: Page) -> None:
    open_chat(demo)
    seen = set()
    for _ in range(25):
        demo.keyboard.press("Tab")
        seen.add(demo.evaluate("document.activeElement.tagName"))
    assert {"DIV", "A"} <= seen  # the widget's host and the links of the page


def test_pads_and_card_from_right_to_left_and_in_forced_colours(
    browser: Browser, assistant: Assistant
) -> None:
    page = browser.new_page(forced_colors="active", viewport={"width": 320, "height": 640})
    page.set_default_timeout(WAIT_MS)
    strings = WIDGET / "strings.json"
    words = {**json.loads(strings.read_text(encoding="utf-8")), "direction": "rtl"}
    page.route("**/widget/strings.json", lambda route: route.fulfill(json=words))
    page.goto(assistant.url)
    answer(page, *TO_THE_SCANS)
    first, second = (page.locator(".chip").nth(place).bounding_box() for place in (0, 1))
    assert first
    assert second
    assert first["x"] > second["x"]
    page.get_by_role("button", name="MRI").click()
    outline = "chip => getComputedStyle(chip).outlineStyle"
    assert page.get_by_role("button", name="MRI").evaluate(outline) == "solid"
    assert not barriers(page)
    finish(page, ("x-ray", *FINDINGS))
    assert page.locator(".chat").evaluate("chat => chat.scrollWidth <= chat.clientWidth")
    assert not barriers(page)
    page.close()


def test_escape_closes_the_menu_before_the_panel(demo: Page) -> None:
    open_chat(demo)
    demo.locator("summary", has_text="Menu").press("Enter")
    demo.get_by_role("button", name="New conversation").press("Escape")
    expect(demo.get_by_role("button", name="New conversation")).to_be_hidden()
    expect(demo.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)])
def test_narrow_and_zoomed(demo: Page, width: int, height: int) -> None:
    demo.set_viewport_size({"width": width, "height": height})
    open_chat(demo)
    say(demo, "how much does it cost?")
    expect(demo.get_by_role("log")).to_contain_text("no reliable published price")
    chat = demo.locator(".chat")
    assert chat.evaluate("chat => chat.scrollWidth <= chat.clientWidth")
    assert demo.evaluate("document.scrollingElement.scrollWidth") <= width
    assert not barriers(demo)


def test_text_grows_and_stays_large(page: Page) -> None:
    size = "chat => parseFloat(getComputedStyle(chat).fontSize)"
    before = page.locator(".chat").evaluate(size)
    choose(page, "Larger text")
    assert page.locator(".chat").evaluate(size) > before
    page.reload()
    page.get_by_label("Your message").wait_for()
    assert page.locator(".chat").evaluate(size) > before


def test_each_answer_is_in_the_live_region_once(page: Page) -> None:
    say(page, "how much does it cost?")
    expect(page.get_by_role("log").get_by_text("no reliable published price")).to_have_count(1)
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")

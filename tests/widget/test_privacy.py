"""Two visitors, each in a browser of their own: neither sees what the other said, whatever the one
has copied from the other, short of the session itself."""

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.person import WAIT_MS, first_words, say
from tools.assistant import Assistant

AGE = "I am 47 years old"
TOKEN = "localStorage.getItem('hipwise-session')"
POST = """async ([token, body]) => (await fetch("/webhooks/website/messages", {
  method: "POST",
  headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
  body: JSON.stringify(body),
})).json()"""


@pytest.fixture
def other(browser: Browser, assistant: Assistant) -> Iterator[Page]:
    """A second visitor."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(assistant.url)
    say(page, "thank you")
    expect(page.locator(".turn .answer").first).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def told(page: Page) -> Page:
    """The first visitor, who has told something."""
    say(page, "start the questions")
    expect(page.get_by_role("log")).to_contain_text("Has a doctor said")
    say(page, AGE)
    expect(page.locator(".turn").nth(1).locator(".answer").first).to_be_visible()
    return page


def test_the_id_of_a_message_opens_nothing(told: Page, other: Page) -> None:
    body = {"message_id": told.locator(".turn").last.get_attribute("data-id"), "text": "hello"}
    answer: dict[str, Any] = other.evaluate(POST, [other.evaluate(TOKEN), body])
    (reply,) = answer["messages"]
    assert reply["text"].startswith(first_words("utter_greet")[:20])
    other.reload()
    expect(other.locator(".turn")).to_have_count(2)
    expect(other.get_by_role("log")).not_to_contain_text(AGE)
    told.reload()
    expect(told.get_by_role("log")).to_contain_text(AGE)
    expect(told.locator(".words", has_text="hello")).to_have_count(0)


def test_a_token_made_elsewhere_opens_nothing(told: Page, other: Page) -> None:
    claims = jwt.decode(told.evaluate(TOKEN), options={"verify_signature": False})
    forged = jwt.encode(claims, "another secret that is long enough", algorithm="HS256")
    other.evaluate("token => localStorage.setItem('hipwise-session', token)", forged)
    other.reload()
    expect(other.get_by_role("log")).to_contain_text("earlier conversation had expired")
    expect(other.get_by_role("log")).not_to_contain_text(AGE)
    say(other, "repeat that please")
    expect(other.locator(".turn .answer").first).to_be_visible()
    expect(other.get_by_role("log")).not_to_contain_text("Has a doctor said")

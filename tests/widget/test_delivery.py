"""No message is lost: not without a connection, not when the server breaks, not on a reload; and
what a person can do with a conversation: take it along, begin anew, have it erased."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widget.person import Faults, choose, first_words, say
from tools.assistant import Assistant

COST = "no reliable published price"
HISTORY: list[dict[str, Any]] = [
    {"id": "p1", "from": "person", "text": "hello", "at": "2026-11-24T09:00:00.000Z"},
    {
        "id": "a1",
        "from": "assistant",
        "text": "Good morning.",
        "at": "2026-11-24T09:00:01.000Z",
        "buttons": [{"title": "Cost", "payload": "/ask_cost"}],
    },
    {"id": "p2", "from": "person", "text": "thank you", "at": "2026-11-24T09:01:00.000Z"},
    {"id": "a2", "from": "assistant", "text": "You are welcome.", "at": "2026-11-24T09:01:01.000Z"},
]


class Server:
    """Between page and server: breaks as often as it is told to, and notes what it was sent."""

    def __init__(self, page: Page, *breaks: int) -> None:
        self.breaks = list(breaks)
        self.sent: list[dict[str, Any]] = []
        page.route("**/webhooks/website/messages", self.handle)

    def handle(self, route: Route) -> None:
        self.sent.append(json.loads(route.request.post_data or "{}"))
        if self.breaks:
            route.fulfill(status=self.breaks.pop(0), body="<h1>Bad gateway</h1>")
        else:
            route.continue_()

    @property
    def ids(self) -> set[str]:
        return {message["message_id"] for message in self.sent}


def remember_session(page: Page, said: list[dict[str, Any]] | None, status: int = 200) -> None:
    """As if the person had been here before."""
    page.route(
        "**/messages?after=*", lambda route: route.fulfill(status=status, json={"messages": said})
    )
    page.evaluate("localStorage.setItem('hipwise-session', 'of-yesterday')")
    page.reload()
    page.get_by_label("Your message").wait_for()


@pytest.mark.parametrize("status", [500, 502, 429])
def test_a_broken_server_is_asked_again(page: Page, faults: Faults, status: int) -> None:
    server = Server(page, status)
    say(page, "how much does it cost?")
    expect(page.get_by_text("Waiting to be sent")).to_be_visible()
    expect(page.get_by_role("log")).to_contain_text(COST)
    expect(page.get_by_text("Waiting to be sent")).to_be_hidden()
    assert len(server.sent) == 2
    assert len(server.ids) == 1
    faults.clear()


def test_offline_and_back(page: Page, faults: Faults) -> None:
    page.context.set_offline(True)
    say(page, "how much does it cost?")
    say(page, "what are the risks?")
    expect(page.get_by_text("Waiting to be sent").first).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("log")).to_contain_text(COST)
    expect(page.locator(".turn").nth(1).locator(".answer").first).to_be_visible()
    faults.clear()


def test_in_the_end_it_says_so_and_can_be_sent_again(page: Page, faults: Faults) -> None:
    server = Server(page, *[503] * 6)
    page.clock.install()
    say(page, "how much does it cost?")
    for attempt in range(1, 6):
        expect(page.get_by_text("Waiting to be sent")).to_be_visible()
        assert len(server.sent) == attempt
        page.clock.fast_forward(20_000)
    retry = page.get_by_role("button", name="Retry")
    retry.click()
    expect(page.get_by_role("log")).to_contain_text(COST)
    assert len(server.ids) == 1
    faults.clear()


def test_a_refused_message_is_not_sent_again_by_itself(page: Page, faults: Faults) -> None:
    server = Server(page, 400)
    say(page, "hello")
    expect(page.get_by_role("button", name="Retry")).to_be_visible()
    assert len(server.sent) == 1
    faults.clear()


def test_a_reload_does_not_lose_what_was_not_sent(page: Page, faults: Faults) -> None:
    server = Server(page, *[503] * 2)
    say(page, "how much does it cost?")
    expect(page.get_by_text("Waiting to be sent")).to_be_visible()
    page.reload()
    expect(page.get_by_role("log")).to_contain_text(COST)
    expect(page.locator(".person")).to_have_count(1)
    assert len(server.ids) == 1
    faults.clear()


def test_what_was_said_before_is_there_again(page: Page) -> None:
    remember_session(page, HISTORY)
    assert page.locator(".words").all_inner_texts() == ["hello", "thank you"]
    expect(page.get_by_role("log")).to_contain_text("You are welcome.")
    expect(page.get_by_role("button", name="Cost")).to_have_count(0)  # its question is past


def test_an_emergency_is_still_one_after_a_reload(page: Page) -> None:
    alarm = {"id": "a3", "from": "assistant", "text": "Call 911 now.", "alert": "emergency"}
    remember_session(page, [HISTORY[0], {**alarm, "at": HISTORY[0]["at"]}])
    expect(page.get_by_role("alert")).to_contain_text("Call 911 now.")


def test_an_expired_conversation_is_told(page: Page, faults: Faults) -> None:
    remember_session(page, None, status=401)
    expect(page.get_by_role("log")).to_contain_text("earlier conversation had expired")
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)
    faults.clear()


def test_the_emergency_banner_stays_until_it_was_read(page: Page) -> None:
    say(page, "I have crushing chest pain and cannot breathe")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("Call 911 now")
    say(page, "hello?")
    expect(page.locator(".turn").nth(1).locator(".answer").first).to_be_visible()
    expect(banner).to_be_in_viewport()
    page.get_by_role("button", name="I have read this").click()
    expect(banner).to_have_count(0)


def test_a_new_conversation_knows_nothing_of_the_old(page: Page) -> None:
    say(page, "start the questions")
    expect(page.get_by_role("progressbar")).to_be_visible()
    choose(page, "New conversation")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_be_hidden()
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)


def test_forget_me_asks_first_and_erases(page: Page) -> None:
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)
    choose(page, "Forget me")
    page.get_by_role("button", name="Yes", exact=False).first.click()
    expect(page.get_by_role("log")).to_contain_text(first_words("utter_erased"))


def test_the_result_can_be_copied_and_printed(page: Page, assistant: Assistant) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=assistant.url)
    parts = [
        {"id": str(n), "text": f"**Part** {n}", "html": f"<p><strong>Part</strong> {n}</p>"}
        for n in range(5)
    ]
    page.route(
        "**/webhooks/website/messages", lambda route: route.fulfill(json={"messages": parts})
    )
    say(page, "yes, that is right")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Part 0\n\nPart 1")
    page.get_by_role("button", name="Print or save as PDF").click()
    printed = page.frame_locator("iframe").locator("body")
    expect(printed).to_contain_text("Part 0")
    expect(printed).to_contain_text("Part 4")


def test_a_second_tab_shows_the_conversation_and_keeps_up(page: Page, assistant: Assistant) -> None:
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)
    other = page.context.new_page()
    other.goto(assistant.url)
    expect(other.get_by_role("log")).to_contain_text(COST)
    say(other, "start the questions")
    expect(other.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert page.locator(".words").all_inner_texts() == other.locator(".words").all_inner_texts()
    choose(other, "New conversation")
    expect(page.locator(".turn")).to_have_count(0)


def test_a_reload_shows_what_was_said_once(page: Page) -> None:
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)
    before = page.locator(".answer p").all_inner_texts()
    page.reload()
    expect(page.locator(".turn .answer")).to_be_visible()
    assert page.locator(".answer p").all_inner_texts() == before

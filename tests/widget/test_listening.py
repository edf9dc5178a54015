"""Answers read aloud by the browser's voice. Headless Chromium has none, so that a stand-in notes
what it is told to say."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import say
from tools.assistant import Assistant

VOICE = """
  window.voices = [{}];
  window.spoken = [];
  window.silenced = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => window.voices,
    addEventListener: (_, listener) => { window.voicesChanged = listener; },
    speak(utterance) { spoken.push(utterance); },
    cancel() { silenced += 1; },
  }});
"""
COST = "no reliable published price"


def visit(page: Page, assistant: Assistant, path: str = "/") -> None:
    page.add_init_script(VOICE)
    page.goto(assistant.url + path)
    if path != "/":
        page.get_by_role("button", name="Ask about your hip").click()
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text(COST)


def words(page: Page) -> str:
    return str(page.evaluate("spoken.map(({ text }) => text).join(' ')"))


def test_an_answer_is_read_and_stops_when_told(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant)
    blank.get_by_role("button", name="Read aloud").click()
    assert COST in words(blank)
    assert "Sources" not in words(blank)
    assert blank.evaluate("spoken[0].lang") == "en"
    blank.get_by_role("button", name="Stop reading").click()
    expect(blank.get_by_role("button", name="Read aloud")).to_be_visible()
    assert blank.evaluate("silenced") == 1


def test_the_button_is_back_when_the_voice_is_done(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant)
    blank.get_by_role("button", name="Read aloud").click()
    blank.evaluate("spoken.at(-1).onend()")
    expect(blank.get_by_role("button", name="Read aloud")).to_be_visible()


def test_a_new_message_ends_it(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant)
    blank.get_by_role("button", name="Read aloud").click()
    say(blank, "thank you")
    expect(blank.get_by_role("button", name="Stop reading")).to_have_count(0)
    assert blank.evaluate("silenced") == 1


def test_one_answer_at_a_time(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant)
    say(blank, "thank you")
    expect(blank.get_by_role("button", name="Read aloud")).to_have_count(2)
    blank.get_by_role("button", name="Read aloud").first.click()
    blank.get_by_role("button", name="Read aloud").click()  # the other one
    expect(blank.get_by_role("button", name="Stop reading")).to_have_count(1)
    expect(blank.get_by_role("button", name="Read aloud")).to_have_count(1)


def test_closing_the_chat_ends_it(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant, "/demo")
    blank.get_by_role("button", name="Read aloud").click()
    blank.keyboard.press("Escape")
    expect(blank.get_by_role("dialog")).to_be_hidden()
    assert blank.evaluate("silenced") == 1


@pytest.mark.parametrize("without", ["window.voices = []", "delete window.speechSynthesis"])
def test_without_a_voice_there_is_no_button(
    blank: Page, assistant: Assistant, without: str
) -> None:
    blank.add_init_script(VOICE.replace("value: {", "configurable: true, value: {") + without)
    blank.goto(assistant.url)
    say(blank, "how much does it cost?")
    expect(blank.get_by_role("log")).to_contain_text(COST)
    expect(blank.get_by_role("button", name="Read aloud")).to_have_count(0)


def test_a_voice_that_comes_later_is_offered(blank: Page, assistant: Assistant) -> None:
    blank.add_init_script(f"{VOICE}; window.voices = []")
    blank.goto(assistant.url)
    say(blank, "how much does it cost?")
    expect(blank.get_by_role("log")).to_contain_text(COST)
    blank.evaluate("voices.push({}); voicesChanged()")
    expect(blank.get_by_role("button", name="Read aloud")).to_be_visible()

"""The server dies while an answer is on its way. It is started again, the page delivers the message
again by itself, the person sees one answer, and the conversation goes on where it was."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import httpx
import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import Faults, first_words, say
from tools.assistant import Assistant

PATIENCE_S = 120  # a start takes ten seconds, on a busy machine many more
PAUSE_S, A_WHILE_S = 0.1, 60
LONGEST_PAUSE_MS = 20_000  # of the page, before it tries again


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant of its own, because these tests kill it."""
    with Assistant(tmp_path_factory.mktemp("mortal")) as running:
        yield running


class Talk(NamedTuple):
    """What is said before, the message in the middle of which the server dies, and after it."""

    before: tuple[str, ...]
    message: str
    answer: str
    then: str
    afterwards: str


IN_THE_QUESTIONS = Talk(
    ("start the questions", "Yes"),
    "47",
    "utter_ask_prescreen_form_hip_side",
    "Left",
    "utter_ask_prescreen_form_imaging_done",
)
IN_THE_CHAT = Talk(
    ("how much does it cost?",),
    "why?",
    "utter_more/cost",
    "start the questions",
    "utter_ask_prescreen_form_diagnosis_confirmed",
)


@pytest.mark.parametrize("talk", [IN_THE_QUESTIONS, IN_THE_CHAT], ids=["questions", "chat"])
def test_the_server_dies_in_the_middle_of_an_answer(
    blank: Page, mortal: Assistant, faults: Faults, talk: Talk
) -> None:
    blank.goto(mortal.url)
    for words in talk.before:
        say_and_hear(blank, words)
    stop_the_clock(blank)
    kill_while_it_answers(mortal, lambda: say(blank, talk.message))
    expect(blank.get_by_text("Waiting to be sent")).to_be_visible()
    wait_until(lambda: is_up(mortal))
    blank.clock.run_for(LONGEST_PAUSE_MS)
    log = blank.get_by_role("log")
    expect(log).to_contain_text(first_words(talk.answer))
    assert heard(mortal, talk.message) == 1
    say_and_hear(blank, talk.then)
    said = [*talk.before, talk.message, talk.then]
    for _ in range(2):
        expect(log).to_contain_text(first_words(talk.afterwards))
        assert blank.locator(".words").all_inner_texts() == said
        expect(log.get_by_text(first_words(talk.answer))).to_have_count(1)
        blank.reload()
    faults.clear()


def stop_the_clock(page: Page) -> None:
    """The page does not try again until it is let, however slow the server starts."""
    page.clock.install()
    page.clock.pause_at(time.time() + A_WHILE_S)


def kill_while_it_answers(assistant: Assistant, say_it: Callable[[], None]) -> None:
    """The action server is held, so that an answer that needs it is certain to be under way."""
    servers = assistant.pids()
    os.kill(servers["actions"], signal.SIGSTOP)
    try:
        say_it()
        wait_until(lambda: is_waiting_for_action(servers["rasa"], assistant.actions_port))
        os.kill(servers["rasa"], signal.SIGKILL)
    finally:
        os.kill(servers["actions"], signal.SIGCONT)


def say_and_hear(page: Page, words: str) -> None:
    turns = page.locator(".turn")
    number = turns.count()
    say(page, words)
    expect(turns.nth(number).locator(".answer").first).to_be_visible()


def is_waiting_for_action(rasa: int, port: int) -> bool:
    connections = psutil.Process(rasa).net_connections()
    return any(one.raddr and one.raddr.port == port for one in connections)


def is_up(assistant: Assistant) -> bool:
    try:
        return httpx.get(assistant.url).is_success
    except httpx.HTTPError:
        return False


def heard(assistant: Assistant, text: str) -> int:
    """How often a message with that text is kept."""
    with sqlite3.connect(assistant.data_dir / "hipwise.db") as database:
        rows = database.execute("SELECT data FROM events WHERE type_name = 'user'")
        return [json.loads(data)["text"] for (data,) in rows].count(text)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(PAUSE_S)

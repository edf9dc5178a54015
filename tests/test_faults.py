"""What a person hears when something on our side breaks, and what the log then says. Nothing is
lost, nothing is silent, and no word of a patient is written down."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.action_server import wait_until_healthy
from tests.content import said
from tests.visitor import Visitor
from tools.assistant import Assistant, DidNotStart

SECRET = "xylophone"  # stands for a patient's words
PAGE_WAITS_S = 45  # widget/session.js


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant of its own, because these tests break it."""
    with Assistant(tmp_path_factory.mktemp("fragile")) as running:
        yield running


def test_action_server_killed_in_the_middle_of_the_questions(fragile: Assistant) -> None:
    with Visitor(fragile.url) as visitor:
        visitor.say("start the questions")
        visitor.say("yes")
        os.kill(fragile.pids()["actions"], signal.SIGKILL)
        assert visitor.hear(f"47 {SECRET}") == said("utter_prescreen_hold")
        assert visitor.say("crushing chest pain, I cannot breathe")[0]["alert"] == "emergency"
        visitor.press("That's not happening now")
        wait_until_healthy(fragile)
        assert said("utter_ask_prescreen_form_hip_side") in visitor.hear("continue")


def test_the_questions_are_not_introduced_without_a_question(fragile: Assistant) -> None:
    """With the action server away there is no question to put; the introduction alone would leave
    the person waiting."""
    with Visitor(fragile.url) as visitor:
        os.kill(fragile.pids()["actions"], signal.SIGKILL)
        heard = visitor.hear("start the questions")
        assert heard.endswith(said("utter_technical_trouble"))
        assert visitor.history()[-1]["text"] == said("utter_technical_trouble"), "it is kept"
        wait_until_healthy(fragile)
        assert said("utter_ask_prescreen_form_diagnosis_confirmed") in visitor.hear(
            "start the questions"
        )


def test_action_server_that_hangs(fragile: Assistant) -> None:
    """The person is told within the time that a page waits, an alarm needs no action at all, and
    the answer is read as soon as it can be."""
    actions = fragile.pids()["actions"]
    with Visitor(fragile.url) as visitor:
        visitor.client.timeout = PAGE_WAITS_S
        visitor.say("start the questions")
        visitor.say("yes")
        os.kill(actions, signal.SIGSTOP)
        try:
            assert visitor.hear("47") == said("utter_prescreen_hold")
            alarm = visitor.say("crushing chest pain, I cannot breathe")
        finally:
            os.kill(actions, signal.SIGCONT)
        assert alarm[0]["alert"] == "emergency"
        visitor.press("That's not happening now")
        assert said("utter_ask_prescreen_form_hip_side") in visitor.hear("continue")


def test_database_locked(fragile: Assistant) -> None:
    database = sqlite3.connect(fragile.data_dir / "hipwise.db", isolation_level=None)
    with Visitor(fragile.url) as visitor:
        visitor.say("start the questions")
        visitor.say("yes")
        database.execute("BEGIN EXCLUSIVE")
        try:
            assert said("utter_ask_prescreen_form_hip_side") in visitor.hear(f"47 {SECRET}")
            alarm = visitor.say("crushing chest pain and I cannot breathe")
        finally:
            database.execute("ROLLBACK")
        assert alarm[0]["alert"] == "emergency"
        visitor.press("That's not happening now")
        assert said("utter_ask_prescreen_form_imaging_done") in visitor.hear("left")
    (kept,) = database.execute("SELECT count(*) FROM events WHERE data LIKE ?", [f"%47 {SECRET}%"])
    assert kept[0] >= 1


def test_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    with Assistant(tmp_path) as first:
        visitor = Visitor(first.url)
        visitor.say("start the questions")
        visitor.say("yes")
    with Assistant(tmp_path) as second, Visitor(second.url) as returned:
        returned.token = visitor.token
        assert said("utter_ask_prescreen_form_hip_side") in returned.hear("47")


def test_stopping_leaves_no_process_behind(tmp_path: Path) -> None:
    with Assistant(tmp_path) as assistant:
        pids = assistant.pids().values()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_taken_port_is_said_in_one_line(fragile: Assistant, tmp_path: Path) -> None:
    with pytest.raises(DidNotStart) as stopped, Assistant(tmp_path, AVN_PORT=str(fragile.port)):
        pass
    assert str(stopped.value).splitlines() == [
        f"run: port {fragile.port} is taken; free it or choose another: AVN_PORT=..."
    ]


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(DidNotStart, match="AVN_COUNTRY"), Assistant(tmp_path, AVN_COUNTRY="XX"):
        pass


def test_the_log_has_ids_and_times_but_no_words(fragile: Assistant) -> None:
    with Visitor(fragile.url) as visitor:
        visitor.say(f"my name is {SECRET}")
        visitor.say("start the questions")
        visitor.say(f"yes, {SECRET}")
        visitor.post(text=SECRET * 3000)
    printed = fragile.printed()
    assert "turn channel=website sender=web-" in printed
    assert SECRET not in printed

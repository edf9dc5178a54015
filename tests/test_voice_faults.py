"""What a caller hears when something on our side breaks: the truth, and a way on."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.action_server import wait_until_healthy
from tests.phone import Phone
from tests.provider_api import settings_for
from tools.assistant import Assistant

SETTINGS = settings_for("http://127.0.0.1:9")


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant of its own, because these tests break it."""
    with Assistant(tmp_path_factory.mktemp("fragile"), **SETTINGS) as running:
        yield running


def test_the_action_server_dies_in_the_middle_of_the_questions(fragile: Assistant) -> None:
    with Phone(fragile) as phone:
        phone.say("start the questions")
        phone.say("yes")
        os.kill(fragile.pids()["actions"], signal.SIGKILL)
        assert "fault on our side" in phone.hear("forty seven")
        assert "press 0 for a person" in phone.heard
        assert "Call 911" in phone.hear("crushing chest pain and I cannot breathe")
        phone.press("2")
        wait_until_healthy(fragile)
        assert "Which hip" in phone.hear("continue")


def test_the_database_is_locked(fragile: Assistant) -> None:
    database = sqlite3.connect(fragile.data_dir / "hipwise.db", isolation_level=None)
    with Phone(fragile, number="+14155550151") as phone:
        phone.say("start the questions")
        phone.say("yes")
        database.execute("BEGIN EXCLUSIVE")
        try:
            assert "Which hip" in phone.hear("forty seven")
            phone.press("0")
            phone.press("1")
            assert "nothing could be passed on" in phone.heard
            assert phone.is_over
        finally:
            database.execute("ROLLBACK")


def test_nobody_can_be_erased_and_forgotten_half(fragile: Assistant) -> None:
    """The call goes on after the erasure, and nothing of before is heard again."""
    with Phone(fragile, number="+14155550152") as phone:
        for said in ("start the questions", "yes", "63", "forget me", "yes"):
            phone.say(said)
        assert "It is done" in phone.heard
        assert "no open questions" in phone.hear("stop the questions")
    with Phone(fragile, number="+14155550152") as later:
        later.press("2")
        later.press("63#")
        assert "nothing to go on with" in later.heard


def test_a_webhook_that_comes_again_after_a_restart_is_not_taken_twice(tmp_path: Path) -> None:
    with Assistant(tmp_path, **SETTINGS) as first:
        phone = Phone(first)
        phone.dial()
        phone.say("start the questions")
        phone.say("yes")
        phone.say("forty seven")
        heard = phone.said
    with Assistant(tmp_path, **SETTINGS) as second:
        phone.provider = Phone(second).provider
        phone.assistant = second
        path, fields = phone.latest
        assert phone._post(path, **fields) == heard
        assert "Which scans" in phone.hear("left")

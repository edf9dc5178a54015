"""That every text is answered once, also when the answer takes long, the server is killed or the
person says STOP in between. With an assistant of its own, because these tests break it."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
import requests

from tests.provider_api import ProviderApi, settings_for
from tests.test_sms_webhook import sms
from tests.texter import Texter
from tools.assistant import Assistant
from tools.provider import new_sid

PATIENCE_S = 120


@pytest.fixture(scope="module")
def fragile(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    with Assistant(tmp_path_factory.mktemp("fragile"), **settings_for(twilio[1])) as running:
        yield running


@pytest.fixture
def texter(fragile: Assistant) -> Texter:
    person = Texter(fragile).known()
    person.text("start")
    return person


@contextmanager
def slow_actions(assistant: Assistant) -> Iterator[None]:
    """The action server stands still, so that nothing in a form is answered."""
    pid = assistant.pids()["actions"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def wait_for_receipt(assistant: Assistant, sid: str) -> None:
    database = sqlite3.connect(assistant.data_dir / "hipwise.db", timeout=10)
    deadline = time.monotonic() + PATIENCE_S
    query = "SELECT 1 FROM hipwise_texts_in WHERE sid = ?"
    while not database.execute(query, [sid]).fetchone():
        assert time.monotonic() < deadline, "the text was not written down"
        time.sleep(0.02)
    database.close()


def wait_until_back(assistant: Assistant) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            requests.get(f"{assistant.url}/", timeout=5).raise_for_status()
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come back")


def kill(assistant: Assistant) -> None:
    os.kill(assistant.pids()["rasa"], signal.SIGKILL)


def post_in_vain(texter: Texter, body: str, sid: str) -> None:
    with suppress(requests.RequestException):
        texter.post(body, sid)


def test_an_answer_that_takes_too_long_comes_by_the_api(
    fragile: Assistant, texter: Texter, api: ProviderApi
) -> None:
    sid = new_sid("SM")
    with ThreadPoolExecutor(2) as pool, slow_actions(fragile):
        first = pool.submit(texter.text, "yes", sid)
        wait_for_receipt(fragile, sid)
        second = pool.submit(texter.text, "47")
        assert (first.result(), second.result()) == ([], [])
        assert api.sent_to(texter.number) == []
    age, side = api.wait_for(texter.number, 2)
    assert age.startswith("Question 2")
    assert side.startswith("Question 3")
    assert texter.text("yes", sid) == []
    assert texter.text("1")[0].startswith("Question 4")
    assert len(api.sent_to(texter.number)) == 2


def test_a_server_that_is_killed_answers_after_its_restart(
    fragile: Assistant, texter: Texter, api: ProviderApi
) -> None:
    sid = new_sid("SM")
    with ThreadPoolExecutor(1) as pool, slow_actions(fragile):
        pool.submit(post_in_vain, texter, "yes", sid)
        wait_for_receipt(fragile, sid)
        kill(fragile)
    wait_until_back(fragile)
    (answer,) = api.wait_for(texter.number)
    assert answer.startswith("Question 2")
    assert texter.text("yes", sid) == []
    assert texter.text("47")[0].startswith("Question 3")
    assert len(api.sent_to(texter.number)) == 1


def test_after_a_restart_replies_choices_and_stop_are_as_before(
    fragile: Assistant, texter: Texter, api: ProviderApi
) -> None:
    sid = new_sid("SM")
    texter.text("yes")
    side = texter.text("47", sid)
    stopped = Texter(fragile).known()
    stopped.text("STOP")
    kill(fragile)
    wait_until_back(fragile)
    assert texter.text("47", sid) == side
    assert texter.text("2")[0].startswith("Question 4")
    assert stopped.text("hello") == []
    assert stopped.text("yes") == [sms("utter_text_started")]
    assert api.sent_to(stopped.number) == []


def test_stop_does_not_wait_and_takes_back_an_answer_under_way(
    fragile: Assistant, texter: Texter, api: ProviderApi
) -> None:
    sid = new_sid("SM")
    with ThreadPoolExecutor(1) as pool:
        with slow_actions(fragile):
            answer = pool.submit(texter.text, "yes", sid)
            wait_for_receipt(fragile, sid)
            assert texter.text("STOP") == [sms("utter_text_stopped")]
        assert answer.result() == []
    assert texter.text("hello") == []
    assert "How old are you" in texter.hear("START")
    assert api.sent_to(texter.number) == []


def test_an_alarm_is_answered_while_the_database_is_locked(
    fragile: Assistant, texter: Texter
) -> None:
    database = sqlite3.connect(fragile.data_dir / "hipwise.db", isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    try:
        said = texter.text("crushing chest pain and I cannot breathe")
    finally:
        database.execute("ROLLBACK")
    assert said[0] == sms("utter_emergency")


def test_the_log_holds_neither_numbers_nor_words(fragile: Assistant, texter: Texter) -> None:
    word = "xylophone"
    texter.text(f"my {word} hurts")
    texter.post("x" * 60_000)
    printed = fragile.printed()
    assert "turn channel=sms sender=sms-" in printed
    assert word not in printed
    assert texter.number.lstrip("+") not in printed
    assert "Traceback" not in printed

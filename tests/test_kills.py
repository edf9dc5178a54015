"""Each process is killed again and again while people talk, and their pages ask again as pages do.
Nothing is lost, nothing is said twice, and no answer is half an answer.

`AVN_TEST_KILLS=100 pytest tests/test_kills.py` kills each process a hundred times.
"""

import json
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from tests.content import said
from tests.visitor import Visitor
from tools.assistant import Assistant

KILLS = int(os.environ.get("AVN_TEST_KILLS", "2"))
PEOPLE = 3
ASKED_AGAIN_S = 0.2
PATIENCE_S = 120
TROUBLE = (said("utter_technical_trouble"), said("utter_prescreen_hold"))
QUESTIONS = (
    ("how much does it cost?", said("utter_ask/cost")),
    ("what is avn?", said("utter_ask/what_is_avn")),
    ("thanks", said("utter_thanks")),
)
FORM = "utter_ask_prescreen_form_"
PRESCREEN = (
    ("start the questions", said(f"{FORM}diagnosis_confirmed")),
    ("yes", said(f"{FORM}age")),
    ("47", said(f"{FORM}hip_side")),
    ("left", said(f"{FORM}imaging_done")),
)


@dataclass
class Person:
    """Talks until told to stop; `sent` are the ids of what was answered."""

    url: str
    stopped: threading.Event
    sent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    conversations: list[list[str]] = field(default_factory=list)

    def talk(self) -> None:
        try:
            while not self.stopped.is_set():
                self._hold_conversation()
        except Exception as fault:  # the thread's own; told by the test
            self.faults.append(repr(fault))

    def _hold_conversation(self) -> None:
        visitor = _patiently(lambda: Visitor(self.url))
        with visitor:
            ids: list[str] = []
            for text, answer in (*QUESTIONS, *PRESCREEN):
                self._say(visitor, ids, text, answer)
            self.conversations.append(ids)

    def _say(self, visitor: Visitor, ids: list[str], text: str, answer: str) -> None:
        """Again, as the reply asks for, when there was trouble."""
        words = text
        for _ in range(40):
            heard = self._send(visitor, ids, words)
            if heard.endswith(answer):
                return
            if not heard.endswith(TROUBLE):
                self.faults.append(f"{words!r} got {heard[-200:]!r}")
                return
            words = "continue" if heard.endswith(TROUBLE[1]) else text
            time.sleep(ASKED_AGAIN_S)
        self.faults.append(f"{words!r} got nothing but trouble")

    def _send(self, visitor: Visitor, ids: list[str], text: str) -> str:
        message_id = f"m{len(ids)}-{random.getrandbits(64):x}"
        ids.append(message_id)
        body = {"message_id": message_id, "text": text}

        def post() -> httpx.Response:
            response = visitor.client.post("/messages", json=body, headers=visitor.authorization)
            return response.raise_for_status()

        replies = _patiently(post).json()["messages"]
        self.sent.append(message_id)
        return "\n".join(reply["text"] for reply in replies)


def _patiently(ask: Any) -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except (httpx.HTTPError, psutil.NoSuchProcess, StopIteration):
            if time.monotonic() > deadline:
                raise
            time.sleep(ASKED_AGAIN_S)


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant(tmp_path_factory.mktemp("mortal"), AVN_RATE_PER_ADDRESS="1000000") as running:
        yield running


@pytest.mark.parametrize("process", ["rasa", "actions", "records"])
def test_killed_while_people_talk(mortal: Assistant, process: str) -> None:
    stopped = threading.Event()
    people = [Person(mortal.url, stopped) for _ in range(PEOPLE)]
    threads = [threading.Thread(target=person.talk) for person in people]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        _kill(mortal, process)
        _wait_until_people_were_answered(people)
    stopped.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert [fault for person in people for fault in person.faults] == []
    stored = _messages_stored(mortal.data_dir / "hipwise.db")
    for person in people:
        assert person.conversations
        for ids in person.conversations:
            assert [i for i in stored if i in set(ids)] == ids, "each once, in order"


def _kill(assistant: Assistant, process: str) -> None:
    pid = _patiently(lambda: assistant.pids()[process])
    os.kill(pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)


def _wait_until_people_were_answered(people: list[Person]) -> None:
    """Two answers for each since the kill, and then a moment that nobody chose."""
    before = [len(person.sent) for person in people]
    deadline = time.monotonic() + PATIENCE_S
    while any(len(p.sent) < n + 2 and not p.faults for p, n in zip(people, before, strict=True)):
        assert time.monotonic() < deadline, "nobody is answered any more"
        time.sleep(ASKED_AGAIN_S)
    time.sleep(random.random())


def _messages_stored(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    rows = connection.execute("SELECT data FROM events WHERE type_name = 'user' ORDER BY id")
    return [json.loads(data).get("message_id") for (data,) in rows]

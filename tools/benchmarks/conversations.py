"""Conversations that are measured message by message. Called by tools/bench.py."""

import statistics
import time
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from typing import Protocol

import requests

QUESTIONS = (
    "how much does it cost",
    "does insurance pay for it",
    "what are the risks of stem cell treatment for my hip",
    "hello",
    "My doctor says that I have avascular necrosis in both hips and I would like to know whether "
    "this treatment has been proven to work",
    "where do the cells come from",
    "thanks",
    "am i too old for this",
)
PRESCREEN = (
    "start the questions", "yes", "47", "left", "x-ray and mri", "ficat 2a", "small", "8 months",
    "7", "with a cane", "prednisone", "no surgery", "none", "yes, that is right",
)  # fmt: skip
CONVERSATIONS, TURNS, CLIENTS, PRESCREENS = 20, 10, 4, 5
MESSAGES = CONVERSATIONS * TURNS
LONG_CONVERSATIONS, LONG_TURNS, WINDOW = 3, 200, 10

Figures = dict[str, str]


class Speaker(Protocol):
    def say(self, text: str) -> None: ...


class WebsiteSpeaker:
    """One person's conversation on the website channel."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/webhooks/website"
        self.http = requests.Session()
        token = self.http.post(f"{self.url}/sessions", timeout=60).json()["session"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    def say(self, text: str) -> None:
        body = {"message_id": uuid.uuid4().hex, "text": text}
        self.http.post(f"{self.url}/messages", json=body, timeout=60).raise_for_status()


def one_client(speaker: Callable[[], Speaker]) -> Figures:
    times = [t for _ in range(CONVERSATIONS) for t in conversation(speaker(), TURNS)]
    return p50_and_p95("a message", times)


def prescreens(speaker: Callable[[], Speaker]) -> Figures:
    """The questions and the result; each message needs the action server."""
    times = [t for _ in range(PRESCREENS) for t in timed(speaker(), PRESCREEN)]
    return p50_and_p95("an answer in the pre-screen", times)


def throughput(speaker: Callable[[], Speaker]) -> Figures:
    speakers = [speaker() for _ in range(CLIENTS)]
    turns = MESSAGES // CLIENTS
    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda one: conversation(one, turns), speakers))
    rate = CLIENTS * turns / (time.monotonic() - started)
    return {f"messages/s, {CLIENTS} clients": f"{rate:.0f}"}


def long_conversations(speaker: Callable[[], Speaker]) -> Figures:
    """The same ten questions around turn 10 and at turn 200."""
    early, late = [], []
    for _ in range(LONG_CONVERSATIONS):
        times = conversation(speaker(), LONG_TURNS)
        early += times[WINDOW : 2 * WINDOW]
        late += times[-WINDOW:]
    return {
        "p50 at turn 10": f"{statistics.median(early):.1f} ms",
        "p50 at turn 200": f"{statistics.median(late):.1f} ms",
    }


def conversation(speaker: Speaker, turns: int) -> list[float]:
    return timed(speaker, islice(cycle(QUESTIONS), turns))


def timed(speaker: Speaker, messages: Iterable[str]) -> list[float]:
    """Milliseconds of each turn."""
    times = []
    for message in messages:
        started = time.perf_counter()
        speaker.say(message)
        times.append((time.perf_counter() - started) * 1000)
    return times


def p50_and_p95(what: str, times: list[float]) -> Figures:
    p95 = statistics.quantiles(times, n=20)[-1]
    return {what: f"p50 {statistics.median(times):.1f}, p95 {p95:.1f} ms"}

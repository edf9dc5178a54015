"""Measures the assistant and its stock twin side by side: time to ready, memory, time per message,
messages per second, training. Ours answers through the website channel with SQLite and actions;
the twin through the rest channel in memory, with neither.

Usage: python -m tools.bench (`make bench`). Run it on a machine that does nothing else.
"""

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Protocol

import psutil
import requests

from tools.assistant import Assistant
from tools.stock_twin import StockTwin, stock_model
from tools.train import train, up_to_date_model

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
CONVERSATIONS, TURNS, CLIENTS = 20, 10, 4
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


def main() -> None:
    up_to_date_model()
    ours: Figures = {"training": f"{seconds_to_train():.0f} s"}
    with tempfile.TemporaryDirectory() as folder:
        running = Assistant(Path(folder))
        ours |= measure(running, lambda: WebsiteSpeaker(running.url), running.pids, long=True)
    model, trained = stock_model()
    twin = StockTwin(model)
    stock: Figures = {"training": f"{trained:.0f} s for 2 epochs of 100, when it was cached"}
    stock |= measure(twin, twin.speaker, twin.pids, long=False)
    show(ours, stock)


def measure(
    server: AbstractContextManager[Any],
    speaker: Callable[[], Speaker],
    pids: Callable[[], dict[str, int]],
    *,
    long: bool,
) -> Figures:
    started = time.monotonic()
    with server:
        figures = {"ready": f"{time.monotonic() - started:.1f} s"}
        times = [t for _ in range(CONVERSATIONS) for t in conversation(speaker(), TURNS)]
        figures["p50 per message"] = f"{statistics.median(times):.1f} ms"
        figures["p95 per message"] = f"{statistics.quantiles(times, n=20)[-1]:.1f} ms"
        figures[f"messages/s, {CLIENTS} clients"] = f"{throughput(speaker):.0f}"
        if long:
            figures |= long_conversations(speaker)
        figures |= {f"memory, {name}": f"{rss_mb(pid):.0f} MB" for name, pid in pids().items()}
    return figures


def conversation(speaker: Speaker, turns: int) -> list[float]:
    """Milliseconds of each turn."""
    times = []
    for question in islice(cycle(QUESTIONS), turns):
        started = time.perf_counter()
        speaker.say(question)
        times.append((time.perf_counter() - started) * 1000)
    return times


def throughput(speaker: Callable[[], Speaker]) -> float:
    speakers = [speaker() for _ in range(CLIENTS)]
    turns = TURNS * CONVERSATIONS // CLIENTS
    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda one: conversation(one, turns), speakers))
    return CLIENTS * turns / (time.monotonic() - started)


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


def seconds_to_train() -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        train(Path(folder) / "bench.tar.gz")
        return time.monotonic() - started


def rss_mb(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 2**20


def show(ours: Figures, stock: Figures) -> None:
    width = max(map(len, ours)) + 2
    print(f"\n{'':{width}}{'Hipwise':>12}  stock pipeline")
    for name, figure in ours.items():
        print(f"{name:{width}}{figure:>12}  {stock.get(name, '-')}")


if __name__ == "__main__":
    main()

"""Measures the assistant and its stock twin side by side: time to ready, memory, time per message,
messages per second, fifty people at once, twenty calls, the page, training. Ours answers through
the website channel with SQLite and actions; the twin through the rest channel in memory, with
neither.

Usage: python -m tools.bench (`make bench`), or python -m tools.bench ours, without training and
twin. Run it on a machine that does nothing else.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psutil

from tools.assistant import Assistant
from tools.benchmarks.calls import SETTINGS, call_figures
from tools.benchmarks.conversations import (
    MESSAGES,
    Figures,
    Speaker,
    WebsiteSpeaker,
    long_conversations,
    one_client,
    prescreens,
    throughput,
)
from tools.benchmarks.crowd import crowd
from tools.benchmarks.page import demo_page
from tools.stock_twin import StockTwin, stock_model
from tools.train import train, up_to_date_model


def main() -> None:
    up_to_date_model()
    if sys.argv[1:] == ["ours"]:
        show(measure_ours(), {})
        return
    ours = {"training": f"{seconds_to_train():.0f} s", **measure_ours()}
    model, trained = stock_model()
    twin = StockTwin(model)
    stock: Figures = {"training": f"{trained:.0f} s for 2 epochs of 100, when it was cached"}
    stock |= measure(twin, twin.speaker, twin.pids)
    show(ours, stock)


def measure_ours() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        running = Assistant(Path(folder), **SETTINGS)
        return measure(
            running,
            lambda: WebsiteSpeaker(running.url),
            running.pids,
            lambda: prescreens(lambda: WebsiteSpeaker(running.url)),
            lambda: crowd(running.url),
            lambda: long_conversations(lambda: WebsiteSpeaker(running.url)),
            lambda: demo_page(running.url),
            lambda: call_figures(running.url),
        )


def measure(
    server: AbstractContextManager[Any],
    speaker: Callable[[], Speaker],
    pids: Callable[[], dict[str, int]],
    *besides: Callable[[], Figures],
) -> Figures:
    """`besides` is measured while the server runs."""
    started = time.monotonic()
    with server:
        figures = {"ready": f"{time.monotonic() - started:.1f} s"}
        before = cpu_ms(pids())
        figures |= one_client(speaker)
        figures["processor a message"] = f"{(cpu_ms(pids()) - before) / MESSAGES:.1f} ms"
        figures |= throughput(speaker)
        figures |= {k: v for one in besides for k, v in one().items()}
        figures |= {f"memory, {name}": f"{rss_mb(pid):.0f} MB" for name, pid in pids().items()}
    return figures


def seconds_to_train() -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        train(Path(folder) / "bench.tar.gz")
        return time.monotonic() - started


def cpu_ms(pids: dict[str, int]) -> float:
    """Of all server processes together; it tells more than time on a machine that is not idle."""
    spent = [psutil.Process(pid).cpu_times() for pid in pids.values()]
    return sum(times.user + times.system for times in spent) * 1000


def rss_mb(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 2**20


def show(ours: Figures, stock: Figures) -> None:
    names, figures = max(map(len, ours)) + 2, max(map(len, ours.values()))
    print(f"\n{'':{names}}{'Hipwise':>{figures}}  stock pipeline")
    for name, figure in ours.items():
        print(f"{name:{names}}{figure:>{figures}}  {stock.get(name, '-')}")


if __name__ == "__main__":
    main()

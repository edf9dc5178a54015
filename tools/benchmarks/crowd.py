"""Fifty people at once, each asking on as soon as there is an answer. Called by tools/bench.py.

One thread plays them all: fifty would take the processor from the server that is measured."""

import asyncio
import time
import uuid
from itertools import cycle, islice

import aiohttp

from tools.benchmarks.conversations import QUESTIONS, Figures, p50_and_p95

PEOPLE, TURNS = 50, 12
PATIENCE = aiohttp.ClientTimeout(total=60)


def crowd(url: str) -> Figures:
    return asyncio.run(_crowd(f"{url}/webhooks/website"))


async def _crowd(url: str) -> Figures:
    async with aiohttp.ClientSession(timeout=PATIENCE) as http:
        tokens = [await _session(http, url) for _ in range(PEOPLE)]
        started = time.monotonic()
        each = await asyncio.gather(*(_person(http, url, token) for token in tokens))
        seconds = time.monotonic() - started
    times = [taken for person in each for taken in person]
    rate = len(times) / seconds
    return {
        **p50_and_p95(f"a message, {PEOPLE} clients", times),
        f"messages/s, {PEOPLE} clients": f"{rate:.0f}",
        f"errors, {PEOPLE} clients": f"{PEOPLE * TURNS - len(times)} of {PEOPLE * TURNS}",
    }


async def _person(http: aiohttp.ClientSession, url: str, token: str) -> list[float]:
    """Milliseconds of each message that was answered."""
    times = []
    for question in islice(cycle(QUESTIONS), TURNS):
        started = time.perf_counter()
        if await _is_answered(http, url, token, question):
            times.append((time.perf_counter() - started) * 1000)
    return times


async def _is_answered(http: aiohttp.ClientSession, url: str, token: str, text: str) -> bool:
    body = {"message_id": uuid.uuid4().hex, "text": text}
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with http.post(f"{url}/messages", json=body, headers=headers) as answer:
            return answer.ok and bool((await answer.json())["messages"])
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


async def _session(http: aiohttp.ClientSession, url: str) -> str:
    async with http.post(f"{url}/sessions") as answer:
        return str((await answer.json())["session"])

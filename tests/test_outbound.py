"""Text messages that go out by themselves, against a server that speaks as Twilio's API does."""

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from channels.outbound import Outbound
from clinic.settings import Settings, read_settings
from tests.provider_api import Answer, ProviderApi, settings_for

numbers = (f"+1415555{n:04d}" for n in itertools.count(2000))


@pytest.fixture
def number() -> str:
    return next(numbers)


@pytest.fixture
def settings(tmp_path: Path, twilio: tuple[ProviderApi, str]) -> Settings:
    return read_settings({"AVN_DATA_DIR": str(tmp_path), **settings_for(twilio[1])})


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Outbound]:
    outbound = Outbound(settings)
    await outbound.start()
    try:
        yield outbound
    finally:
        await outbound.stop()


def run(settings: Settings, does: Callable[[Outbound], Awaitable[object]]) -> None:
    async def within() -> None:
        async with running(settings) as outbound:
            await does(outbound)

    asyncio.run(within())


async def until_empty(outbound: Outbound, number: str) -> None:
    while outbound.queue.is_waiting(number):
        await asyncio.sleep(0.02)


def test_texts_arrive_in_order(settings: Settings, api: ProviderApi, number: str) -> None:
    async def does(outbound: Outbound) -> None:
        assert await outbound.send(number, ["one", "two"])
        assert await outbound.send(number, ["three"])
        await until_empty(outbound, number)

    run(settings, does)
    assert api.sent_to(number) == ["one", "two", "three"]


def test_a_long_text_goes_in_pages_of_its_alphabet(
    settings: Settings, api: ProviderApi, number: str
) -> None:
    async def does(outbound: Outbound) -> None:
        assert await outbound.send(
            number, ["\u201cIt\u2019s a sentence \u2013 with signs\u2026\u201d " * 20]
        )
        await until_empty(outbound, number)

    run(settings, does)
    sent = api.sent_to(number)
    assert len(sent) > 1
    assert all(len(text) <= 306 and text.isascii() for text in sent)


@pytest.mark.parametrize(
    "fault",
    [
        Answer(429, 20429, {"Retry-After": "1"}),
        Answer(500, 20500),
        Answer(503, 20503),
        Answer(hangs_up=True, status=500),
        Answer(hangs_up=True, status=500, is_taken=True),
        Answer(500, 20500, is_taken=True),
    ],
)
def test_a_fault_of_the_provider_neither_loses_nor_doubles_a_text(
    settings: Settings, api: ProviderApi, number: str, fault: Answer
) -> None:
    api.script(number, fault)

    async def does(outbound: Outbound) -> None:
        await outbound.send(number, ["one", "two"])
        await until_empty(outbound, number)

    run(settings, does)
    assert api.sent_to(number) == ["one", "two"]


def waits_for(outbound: Outbound) -> float:
    """Seconds from when the first was put until it is due; none while it is being sent."""
    due = outbound.queue.next_due()
    heads = outbound.queue.heads(due, []) if due else []
    return (due - heads[0].queued_at).total_seconds() if due and heads else 0.0


def test_retry_after_is_honoured(settings: Settings, api: ProviderApi, number: str) -> None:
    api.script(number, Answer(429, 20429, {"Retry-After": "5000"}))

    async def does(outbound: Outbound) -> None:
        await outbound.send(number, ["one"])
        await asyncio.to_thread(api.wait_until_asked, number)
        while waits_for(outbound) < 4000:
            await asyncio.sleep(0.02)

    run(settings, does)
    assert api.sent_to(number) == []


def test_opted_out_at_the_provider_is_opted_out_here(
    settings: Settings, api: ProviderApi, number: str
) -> None:
    api.script(number, Answer(400, 21610))

    async def does(outbound: Outbound) -> None:
        assert await outbound.send(number, ["one", "two"])
        await until_empty(outbound, number)
        assert not await outbound.send(number, ["three"])
        assert not await outbound.send(f"whatsapp:{number}", ["three"])

    run(settings, does)
    assert (api.sent_to(number), api.asked[number]) == ([], 1)


def test_another_refusal_is_not_tried_again_and_logged_without_the_number(
    settings: Settings, api: ProviderApi, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    api.script(number, Answer(400, 21211))

    async def does(outbound: Outbound) -> None:
        await outbound.send(number, ["one", "two"])
        await until_empty(outbound, number)

    with caplog.at_level(logging.INFO, "channels"):
        run(settings, does)
    assert api.sent_to(number) == ["two"]
    assert "code=21211" in caplog.text
    assert number not in caplog.text


def test_what_waits_goes_after_a_restart(settings: Settings, api: ProviderApi, number: str) -> None:
    api.script(number, Answer(503, 20503, {"Retry-After": "3"}))

    async def begins(outbound: Outbound) -> None:
        await outbound.send(number, ["one", "two"])
        await asyncio.to_thread(api.wait_until_asked, number)

    run(settings, begins)
    run(settings, lambda outbound: until_empty(outbound, number))
    assert api.sent_to(number) == ["one", "two"]


def test_stop_takes_back_what_waits(settings: Settings, api: ProviderApi, number: str) -> None:
    api.script(number, Answer(503, 20503))

    async def does(outbound: Outbound) -> None:
        await outbound.send(number, ["one", "two"])
        await asyncio.to_thread(api.wait_until_asked, number)
        await asyncio.to_thread(outbound.opt_outs.add, number)
        await until_empty(outbound, number)
        assert not await outbound.send(number, ["three"])
        await asyncio.to_thread(outbound.opt_outs.remove, number)
        assert await outbound.send(number, ["four"])
        await until_empty(outbound, number)

    run(settings, does)
    assert api.sent_to(number) == ["four"]


def test_one_who_cannot_be_reached_keeps_nobody_waiting(
    settings: Settings, api: ProviderApi, number: str
) -> None:
    other = next(numbers)
    api.script(number, Answer(503, 20503, {"Retry-After": "5000"}))

    async def does(outbound: Outbound) -> None:
        await outbound.send(number, ["one"])
        await outbound.send(other, ["one"])
        await until_empty(outbound, other)

    run(settings, does)
    assert (api.sent_to(number), api.sent_to(other)) == ([], ["one"])


def test_it_stops_at_any_moment(settings: Settings, number: str) -> None:
    for _ in range(30):
        run(settings, lambda outbound: outbound.send(number, ["one"]))


def test_without_a_number_to_send_from_nothing_is_promised(tmp_path: Path, number: str) -> None:
    outbound = Outbound(read_settings({"AVN_DATA_DIR": str(tmp_path)}))
    assert not asyncio.run(outbound.send(number, ["one"]))

"""A message that cannot be understood in time holds up nobody else, and hides no alarm."""

import asyncio
import threading
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from channels import understanding
from channels.understanding import NotUnderstood, Understanding

HANGS, FAILS = "hangs", "fault"
ALARM = "I have crushing chest pain and cannot breathe"


class Processor:
    """Rasa's, as far as it understands; it stays at one message until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.threads: list[int] = []

    def _parse_message_with_graph(self, message: UserMessage, _tracker: Any) -> dict[str, Any]:
        self.threads.append(threading.get_ident())
        if HANGS in message.text:
            self.let_go.wait()
        if FAILS in message.text:
            raise ValueError(message.text)
        return {"text": message.text, "intent": {"name": "greet"}, "entities": []}


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(understanding, "PATIENCE_S", 0.2)
    monkeypatch.setattr(understanding, "PATIENCE_IN_ALARM_S", 0.1)
    started = Processor()
    yield started
    started.let_go.set()


def parsed(processor: Processor, *texts: str) -> list[Any]:
    async def all_at_once() -> list[Any]:
        apart = Understanding(processor)
        messages = [apart.parse(UserMessage(text)) for text in texts]
        return await asyncio.gather(*messages, return_exceptions=True)

    return asyncio.run(all_at_once())


def test_it_is_understood_in_another_thread(processor: Processor) -> None:
    assert parsed(processor, "hello")[0]["intent"]["name"] == "greet"
    assert threading.get_ident() not in processor.threads


@pytest.mark.parametrize("trouble", [HANGS, FAILS])
def test_others_go_on(processor: Processor, trouble: str) -> None:
    given_up, *others = parsed(processor, trouble, "hello", "good morning", ALARM)
    assert isinstance(given_up, NotUnderstood)
    assert [other["intent"]["name"] for other in others] == ["greet"] * 3


def test_an_alarm_waits_for_nobody(processor: Processor) -> None:
    *given_up, alarm = parsed(processor, *[HANGS] * 5, ALARM)
    assert {type(fault) for fault in given_up} == {NotUnderstood}
    assert alarm["text"] == ALARM


@pytest.mark.parametrize("trouble", [HANGS, FAILS])
def test_an_alarm_is_raised_whatever_becomes_of_the_rest(
    processor: Processor, trouble: str
) -> None:
    (alarm,) = parsed(processor, f"{ALARM} {trouble}")
    assert alarm["intent"] == {"name": "emergency", "confidence": 1.0}
    assert [entity["value"] for entity in alarm["entities"]] == ["emergency"]


def test_no_word_of_the_person_is_logged(
    processor: Processor, caplog: pytest.LogCaptureFixture
) -> None:
    parsed(processor, f"xylophone {FAILS}")
    assert "ValueError" in caplog.text
    assert "xylophone" not in caplog.text

"""What a message means, found apart from the loop that serves everybody, and within a time. It
takes the place at Rasa's agent of a model on another machine, which is awaited too. Put there by
the channel website, which always runs; it serves all channels."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.triage import RedFlag, red_flags

AT_ONCE = 2
THREADS = 16  # some may be lost to messages that were given up
PATIENCE_S = 4.0
PATIENCE_IN_ALARM_S = 1.0
FIRST_MESSAGE = "hello"

logger = logging.getLogger(__name__)

Parsed = dict[str, Any]


class NotUnderstood(Exception):  # noqa: N818 - it reads as what happened
    """In time, or at all; nor is there an alarm in the words."""


class Understanding:
    """The patterns of alarms come first, and stand whatever becomes of the rest."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._threads = ThreadPoolExecutor(THREADS, "understanding")
        self._places = asyncio.Semaphore(AT_ONCE)

    async def parse(self, message: UserMessage) -> Parsed:
        """Raises NotUnderstood."""
        flags = red_flags(message.text or "")
        patience = PATIENCE_IN_ALARM_S if flags else PATIENCE_S
        try:
            async with nullcontext() if flags else self._places:  # an alarm waits for nobody
                return await asyncio.wait_for(self._apart(message), patience)
        except Exception as fault:
            name = type(fault).__name__
            logger.error("not understood sender=%s fault=%s", message.sender_id, name)
            if not flags:
                raise NotUnderstood from None  # the fault may quote the person
            return _alarm(message, flags[0])

    def _apart(self, message: UserMessage) -> "asyncio.Future[Parsed]":
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._threads, self._understood, message)

    def _understood(self, message: UserMessage) -> Parsed:
        nobody = DialogueStateTracker.from_events(message.sender_id, [])
        parsed: Parsed = self._processor._parse_message_with_graph(message, nobody)
        return parsed


async def understand_apart(agent: Any) -> None:
    agent.processor.http_interpreter = Understanding(agent.processor)
    with suppress(NotUnderstood):  # what is made at first use is made now, for half a second
        await agent.parse_message(FIRST_MESSAGE)


def _alarm(message: UserMessage, flag: RedFlag) -> Parsed:
    return {
        "text": message.text,
        "intent": {"name": flag.intent, "confidence": 1.0},
        "entities": [flag.as_entity()],
    }

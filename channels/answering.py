"""One message of one person, from Rasa's point of view: handed over, and answered also when
something on our side broke. Used by every channel."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from channels.incoming import Incoming, Refused
from channels.tracker import tracker_of
from channels.turn_output import TurnOutput
from clinic.part_read import Part, part_read

TROUBLE = "utter_technical_trouble"
HELD = "utter_prescreen_hold"
PART_READ = "part_read"  # in the metadata of a message (dialogue/clinic_replies.py)

logger = logging.getLogger(__name__)

Handler = Callable[[UserMessage], Awaitable[Any]]


class Unanswered(Exception):  # noqa: N818 - it reads as what happened
    """The message could not be handled; sent again, it is tried again. What to say instead is the
    turn's output."""


class Turn:
    """One message of one person, from Rasa's point of view."""

    def __init__(
        self, agent: Any, handle: Handler, sender_id: str, incoming: Incoming, output: TurnOutput
    ) -> None:
        self.agent = agent
        self.handle = handle
        self.sender_id = sender_id
        self.incoming = incoming
        self.output = output

    async def answer(self) -> None:
        """Fills the output with the assistant's replies. Raises Unanswered, with what to say
        instead in it, when something on our side broke; the fault is logged without the person's
        words."""
        try:
            await self.handle(await self._message())
        except Exception as fault:
            logger.error("turn failed sender=%s fault=%s", self.sender_id, type(fault).__name__)
            # What was replied is not stored and would not fit what comes next; an alarm stands.
            self.output.keep_only_alarms()
        if not self.output.replies:
            await self._tell_of_trouble()
            raise Unanswered

    async def _message(self) -> UserMessage:
        """Rasa is given, and keeps, what is read of it."""
        part = await self._part_read()
        return UserMessage(
            part.text,
            self.output,
            self.sender_id,
            input_channel=self.output.name(),
            message_id=self.incoming.message_id,
            metadata=None if part.is_whole else {PART_READ: True},
        )

    async def _part_read(self) -> Part:
        if self.incoming.is_command:
            return Part(self.incoming.text, is_whole=True)
        return await asyncio.to_thread(part_read, self.incoming.text)

    async def _tell_of_trouble(self) -> None:
        """An action failed, which Rasa meets with silence, or the conversation could not be read
        or written."""
        tracker = await tracker_of(self.agent, self.sender_id)
        reply = HELD if tracker.active_loop_name else TROUBLE
        said = await self.agent.nlg.generate(reply, tracker, self.output.name())
        await self.output.send_response(self.sender_id, said)


async def check_offered(agent: Any, sender_id: str, incoming: Incoming) -> None:
    """Raises Refused for a command that no button of this conversation carried: a page could
    otherwise be made to claim any intent and fill any slot."""
    if not incoming.is_command:
        return
    tracker = await agent.tracker_store.retrieve(sender_id)
    events = tracker.events if tracker else []
    offered = {
        button["payload"]
        for event in events
        if event.type_name == "bot"
        for button in event.data.get("buttons") or []
    }
    if incoming.text not in offered:
        raise Refused("not_offered", 400)

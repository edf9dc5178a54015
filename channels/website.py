"""The website channel: the JSON interface that the chat widget speaks.

A channel verifies the sender, reads the message, calls Rasa and renders; it has no opinion on what
is said. Named in credentials.yml.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.incoming import Incoming, Refused, read_message, refusal
from channels.sessions import SessionRefused, Sessions
from channels.turns import Reply, Turns
from channels.website_output import WebsiteOutput, as_json
from channels.widget_files import widget_file
from clinic.settings import read_settings

TROUBLE = "utter_technical_trouble"
HELD = "utter_prescreen_hold"

logger = logging.getLogger(__name__)

Handler = Callable[[UserMessage], Awaitable[Any]]


class Website(InputChannel):
    """Serves the widget, issues sessions and answers messages."""

    def __init__(self) -> None:
        self.sessions = Sessions.from_settings(read_settings())
        self.turns = Turns()

    @classmethod
    def name(cls) -> str:
        return "website"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        website = Blueprint("website", __name__)

        @website.listener("before_server_start")
        async def serve_widget(app: Sanic, _loop: Any) -> None:
            app.register_middleware(widget_file, "request")

        @website.post("/sessions")
        async def sessions(_request: Request) -> HTTPResponse:
            return json({"session": self.sessions.issue()}, status=201)

        @website.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            try:
                sender_id = self.sessions.sender_id(request.headers.get("Authorization"))
                incoming = read_message(request.body)
                await _check_offered(request.app.ctx.agent, sender_id, incoming)
            except SessionRefused:
                return refusal("session_refused", 401)
            except Refused as refused:
                return refusal(refused.reason, refused.status)
            started = time.perf_counter()
            turn = Turn(request.app.ctx.agent, on_new_message, sender_id, incoming)
            try:
                reply = await self.turns.take(sender_id, incoming.message_id, turn.answer)
            except Unanswered as unanswered:
                reply = unanswered.instead
            if turn.output.is_erased:
                self.turns.forget(sender_id, but=incoming.message_id)
            logger.info(
                "turn channel=website sender=%s message=%s replies=%d ms=%.0f",
                sender_id,
                incoming.message_id,
                len(reply),
                (time.perf_counter() - started) * 1000,
            )
            return json({"messages": reply})

        return website


class Unanswered(Exception):  # noqa: N818 - it reads as what happened
    """The message could not be handled; sent again, it is tried again."""

    def __init__(self, instead: Reply) -> None:
        super().__init__()
        self.instead = instead


class Turn:
    """One message of one person, from Rasa's point of view."""

    def __init__(self, agent: Any, handle: Handler, sender_id: str, incoming: Incoming) -> None:
        self.agent = agent
        self.handle = handle
        self.sender_id = sender_id
        self.incoming = incoming
        self.output = WebsiteOutput()

    async def answer(self) -> Reply:
        """The assistant's replies. Raises Unanswered, with what to say instead, when something on
        our side broke; the fault is logged without the person's words."""
        message = UserMessage(
            self.incoming.text,
            self.output,
            self.sender_id,
            input_channel=Website.name(),
            message_id=self.incoming.message_id,
        )
        try:
            await self.handle(message)
        except Exception as fault:
            logger.error("turn failed sender=%s fault=%s", self.sender_id, type(fault).__name__)
            # What was replied is not stored and would not fit what comes next; an alarm stands.
            self.output.messages = [reply for reply in self.output.messages if reply.get("alert")]
        if not self.output.messages:
            raise Unanswered([await self._told_of_trouble()])
        return self.output.messages

    async def _told_of_trouble(self) -> dict[str, Any]:
        """An action failed, which Rasa meets with silence, or the conversation could not be read
        or written."""
        tracker = await self._tracker()
        reply = HELD if tracker.active_loop_name else TROUBLE
        return as_json(await self.agent.nlg.generate(reply, tracker, Website.name()))

    async def _tracker(self) -> Any:
        try:
            stored = await self.agent.tracker_store.retrieve(self.sender_id)
        except Exception as fault:
            logger.error("no tracker sender=%s fault=%s", self.sender_id, type(fault).__name__)
            stored = None
        return stored or self.agent.tracker_store.init_tracker(self.sender_id)


async def _check_offered(agent: Any, sender_id: str, incoming: Incoming) -> None:
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

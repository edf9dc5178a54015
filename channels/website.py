"""The website channel: the JSON interface that the chat widget speaks (docs/openapi.yml).

A channel verifies the sender, reads the message, calls Rasa and renders; it has no opinion on what
is said. Named in credentials.yml.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.answering import Handler, Turn, Unanswered, check_offered
from channels.faults import answer_fault
from channels.headers import Headers
from channels.history import History
from channels.incoming import Refused, read_message, refusal
from channels.rates import Rates
from channels.sessions import SessionRefused, Sessions
from channels.turns import Reply, Turns
from channels.understanding import understand_apart
from channels.website_output import WebsiteOutput
from channels.widget_files import widget_file
from clinic.settings import read_settings

# The server hangs up on a larger request unread; what is too long to be a message gets an answer.
REQUEST_LIMIT = 64 * 1024

logger = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[HTTPResponse]]


class Website(InputChannel):
    """Serves the widget, issues sessions and answers messages."""

    def __init__(self) -> None:
        settings = read_settings()
        self.sessions = Sessions.from_settings(settings)
        self.history = History(settings)
        self.turns = Turns(stored=self.history.answers)
        self.rates = Rates(settings)
        self.headers = Headers(settings.allowed_origins, settings.public_url)

    @classmethod
    def name(cls) -> str:
        return "website"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        website = Blueprint("website", __name__)

        @website.listener("before_server_start")
        async def prepare(app: Sanic, _loop: Any) -> None:
            app.config.REQUEST_MAX_SIZE = REQUEST_LIMIT
            app.error_handler.add(Exception, answer_fault)
            app.register_middleware(widget_file, "request")
            app.register_middleware(self.headers.complete, "response")

        @website.listener("after_server_start")  # before it, there is no agent yet
        async def understand(app: Sanic, _loop: Any) -> None:
            await understand_apart(app.ctx.agent)

        @website.post("/sessions")
        @_refusing
        async def sessions(request: Request) -> HTTPResponse:
            self.rates.count_address("sessions", request)
            return json({"session": self.sessions.issue()}, status=201)

        @website.post("/messages")
        @_refusing
        async def messages(request: Request) -> HTTPResponse:
            sender_id = self._sender_of("messages", request)
            incoming = read_message(request.body, request.headers.get("Content-Type"))
            await check_offered(request.app.ctx.agent, sender_id, incoming)
            agent, output = request.app.ctx.agent, WebsiteOutput()
            turn = Turn(agent, on_new_message, sender_id, incoming, output)
            return json({"messages": await self._answered(turn, output)})

        @website.get("/messages")
        @_refusing
        async def history(request: Request) -> HTTPResponse:
            sender_id = self._sender_of("history", request)
            said = await self.history.messages(sender_id, after=request.args.get("after"))
            return json({"messages": said})

        return website

    def _sender_of(self, kind: str, request: Request) -> str:
        """Whose conversation it is. Raises SessionRefused and Refused."""
        self.rates.count_address(kind, request)
        sender_id = self.sessions.sender_id(request.headers.get("Authorization"))
        self.rates.count_session(kind, sender_id)
        return sender_id

    async def _answered(self, turn: Turn, output: WebsiteOutput) -> Reply:
        message_id = turn.incoming.message_id
        started = time.perf_counter()

        async def answer() -> Reply:
            await turn.answer()
            return output.messages(turn.sender_id)

        try:
            reply = await self.turns.take(turn.sender_id, message_id, answer)
        except Unanswered:
            reply = output.messages(turn.sender_id)
        if output.is_erased:
            self.turns.forget(turn.sender_id, but=message_id)
        logger.info(
            "turn channel=website sender=%s message=%s replies=%d ms=%.0f",
            turn.sender_id,
            message_id,
            len(reply),
            (time.perf_counter() - started) * 1000,
        )
        return reply


def _refusing(answer: Answer) -> Answer:
    """What cannot be taken is answered with the reason."""

    @wraps(answer)
    async def or_refusal(request: Request) -> HTTPResponse:
        try:
            return await answer(request)
        except SessionRefused:
            return refusal(Refused("session_refused", 401))
        except Refused as refused:
            return refusal(refused)

    return or_refusal

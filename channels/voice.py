"""The voice channel: calls that come through Twilio, or a provider that speaks as it does. It
verifies the sender, reads what was said or pressed, and answers with TwiML. Named in
credentials.yml."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from channels.answering import Handler
from channels.incoming import REFUSALS, Refused, refusal
from channels.provider_webhook import ProviderWebhook
from channels.secret import secret_of
from channels.turns import Turns
from channels.voice_call import Call, read_call, read_heard
from channels.voice_line import Line
from channels.voice_talk import Talk
from channels.voice_twiml import DIALLED, RECORDED, SILENCE, TURN, Twiml
from clinic.content.file import read
from clinic.content.sources import Refusals
from clinic.phone_line.place import Place, read_place
from clinic.settings import read_settings

XML = "text/xml"
OVER = ("completed", "busy", "failed", "no-answer", "canceled")
Fields = dict[str, str]
Answer = Callable[[Talk, Call, Place, Fields], Awaitable[str]]

logger = logging.getLogger(__name__)


class Voice(InputChannel):
    """Answers each webhook of a call with TwiML, once: one that comes again gets the same."""

    def __init__(self) -> None:
        self.settings = read_settings()
        self.webhook = ProviderWebhook(self.settings)
        self.secret = secret_of(self.settings)
        self.turns: Turns[str] = Turns(stored=_nothing)
        self.talk: Talk | None = None

    @classmethod
    def name(cls) -> str:
        return "voice"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        voice = Blueprint("voice")
        if not self.settings.has_provider:
            return voice

        def answered(path: str, answer: Answer) -> None:
            async def handle(request: Request) -> HTTPResponse:
                return await self._answer(request, path, answer, on_new_message)

            voice.add_route(handle, f"/{path}", methods=["POST"], name=path)

        answered("webhook", _begins)
        answered(TURN, _hears)
        answered(SILENCE, _hears)
        answered(DIALLED, _dialled)
        answered(RECORDED, _recorded)

        @voice.post("/status")
        async def status(request: Request) -> HTTPResponse:
            try:
                fields = self.webhook.fields(request)
                call = read_call(fields, self.secret)
            except Refused as refused:
                return refusal(refused)
            if fields.get("CallStatus") in OVER:
                talk = self._talking(request.app.ctx.agent, on_new_message)
                await talk.over(call)
                self.turns.forget(call.sender_id, but="")
            return empty()

        return voice

    async def _answer(
        self, request: Request, path: str, answer: Answer, handle: Handler
    ) -> HTTPResponse:
        try:
            fields = self.webhook.fields(request)
            call = read_call(fields, self.secret)
        except Refused as refused:
            return refusal(refused)
        place = read_place({name: request.args.get(name) for name in request.args})
        started, turn = time.perf_counter(), f"{path}-{place.turn}"
        try:
            talk = self._talking(request.app.ctx.agent, handle)
            document = await self.turns.take(
                call.sender_id, turn, lambda: answer(talk, call, place, fields)
            )
            if talk.line.was_erased(call):
                self.turns.forget(call.sender_id, but=turn)
        except Exception as fault:
            logger.error("call failed sender=%s fault=%s", call.sender_id, type(fault).__name__)
            document = self._failed()
        logger.info(
            "turn channel=voice sender=%s path=%s turn=%d ms=%.0f",
            call.sender_id, path, place.turn, (time.perf_counter() - started) * 1000,
        )  # fmt: skip
        return text(document, content_type=XML)

    def _talking(self, agent: Any, handle: Handler) -> Talk:
        if self.talk is None:
            self.talk = Talk(Line(self.settings, agent, handle))
        return self.talk

    def _failed(self) -> str:
        """Nothing of ours may have worked, so it stands on nothing of ours."""
        return Twiml(self.settings, frozenset()).end([read(REFUSALS, Refusals).call_failed])


async def _begins(talk: Talk, call: Call, place: Place, _: Fields) -> str:
    return await talk.greet(call, place)


async def _hears(talk: Talk, call: Call, place: Place, fields: Fields) -> str:
    return await talk.hear(call, place, read_heard(fields))


async def _dialled(talk: Talk, call: Call, place: Place, fields: Fields) -> str:
    return await talk.dialled(call, place, fields)


async def _recorded(talk: Talk, call: Call, _: Place, fields: Fields) -> str:
    return await talk.recorded(call, fields)


async def _nothing(_: str) -> dict[str, str]:
    return {}

"""Rasa's own connectors for Messenger, Telegram and Slack, with what they lack for patients: what
is typed is never a command, a turn is never met with silence, and replies fit. Named in
credentials.yml by those who want them (docs/messaging-apps.md)."""

from contextlib import suppress
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.facebook import FacebookInput
from rasa.core.channels.slack import SlackInput
from rasa.core.channels.telegram import TelegramInput
from sanic import Blueprint, Sanic

from channels.answering import Handler, Turn, Unanswered, check_offered
from channels.app_replies import fitted
from channels.incoming import Incoming, Refused
from channels.numbers import sender_of
from channels.secret import secret_of
from channels.turn_output import TurnOutput
from clinic.settings import read_settings

OPENED, WELCOME = "/start", "/greet"  # what Telegram sends for somebody who opens the chat


class AppOutput(TurnOutput):
    """Collects the replies of one turn in the wording of an app."""

    def __init__(self, app: str) -> None:
        super().__init__()
        self._app = app

    def name(self) -> str:
        return self._app


class MessagingApp(InputChannel):
    """Stands before a connector of Rasa's own: it reads and sends, this one answers."""

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        async def answer(message: UserMessage) -> None:
            await self.answer(self._server.ctx.agent, on_new_message, message)

        blueprint = super().blueprint(answer)

        @blueprint.listener("before_server_start")
        async def prepare(app: Sanic, _loop: Any) -> None:
            self._server = app

        return blueprint

    async def answer(self, agent: Any, handle: Handler, message: UserMessage) -> None:
        connector = message.output_channel
        app = connector.name()
        sender_id = sender_of(app, message.sender_id, secret_of(read_settings()))
        incoming = await _read(agent, sender_id, message)
        output = AppOutput(app)
        with suppress(Unanswered):
            await Turn(agent, handle, sender_id, incoming, output).answer()
        for reply in output.replies:
            await connector.send_response(message.sender_id, fitted(reply, app))


async def _read(agent: Any, sender_id: str, message: UserMessage) -> Incoming:
    """These apps do not tell a button from what is typed: it is one if it was offered."""
    text = message.text or ""
    if text == OPENED:
        return Incoming(message.message_id, WELCOME, is_command=True)
    incoming = Incoming.chosen(message.message_id, text)
    try:
        await check_offered(agent, sender_id, incoming)
    except Refused:
        return Incoming.typed(message.message_id, text)
    return incoming


class Messenger(MessagingApp, FacebookInput):
    """Meta's Messenger."""


class Telegram(MessagingApp, TelegramInput):
    """Telegram."""


class Slack(MessagingApp, SlackInput):
    """Slack, for staff who try it."""

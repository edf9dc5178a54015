"""The channel for text messages and WhatsApp: Twilio's webhook, answered with TwiML. Named in
credentials.yml; on where TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are set."""

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from twilio.twiml.messaging_response import MessagingResponse

from channels.answering import Handler
from channels.incoming import Refused, refusal
from channels.outbound import outbound_of
from channels.provider_webhook import ProviderWebhook
from channels.secret import secret_of
from channels.sms_answers import Answers
from channels.sms_delivery import Delivery
from channels.sms_text import is_answered_by_twilio, read_text
from channels.sms_unfinished import Unfinished
from clinic.settings import read_settings
from records.texts_received import TextsReceived


class Sms(InputChannel):
    def __init__(self) -> None:
        self.settings = read_settings()

    @classmethod
    def name(cls) -> str:
        return "sms"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        sms = Blueprint("sms", __name__)
        if self.settings.has_provider:
            self._open(sms, on_new_message)
        else:

            @sms.post("/webhook")
            async def closed(_: Request) -> HTTPResponse:
                return refusal(Refused("not_found", 404))

        return sms

    def _open(self, sms: Blueprint, on_new_message: Handler) -> None:
        webhook, outbound = ProviderWebhook(self.settings), outbound_of(self.settings)
        secret = secret_of(self.settings)
        app = Sanic.get_app
        texts = TextsReceived(outbound.engine)
        unfinished = Unfinished(outbound.gate, texts.finish)
        answers = Answers(
            self.settings, outbound, unfinished, lambda: app().ctx.agent, on_new_message
        )
        delivery = Delivery(outbound, answers, texts, unfinished)

        @sms.listener("after_server_start")
        async def start(_app: Sanic, _loop: Any) -> None:
            await outbound.start()
            delivery.start()

        @sms.listener("before_server_stop")
        async def stop(_app: Sanic, _loop: Any) -> None:
            await delivery.stop()
            await outbound.stop()

        @sms.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                fields = webhook.fields(request)
                messages = await delivery.take(read_text(fields, secret))
            except Refused as refused:
                return refusal(refused)
            return twiml([] if is_answered_by_twilio(fields) else messages)


def twiml(messages: list[str]) -> HTTPResponse:
    response = MessagingResponse()
    for message in messages:
        response.message(message)
    return raw(str(response).encode(), content_type="application/xml; charset=utf-8")

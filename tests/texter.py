"""A person who texts, as far as the server can tell: posts what Twilio posts, signed, and reads the
TwiML that comes back."""

import itertools
import threading
from collections.abc import Mapping
from xml.etree import ElementTree

import requests

from tests.provider_api import NUMBER, TOKEN
from tools.assistant import Assistant
from tools.provider import Provider, new_sid

PATH = "/webhooks/sms/webhook"
WHATSAPP = "whatsapp:"
_numbers = (f"+1415555{number:04d}" for number in itertools.count(1000))
_lock = threading.Lock()


def new_number() -> str:
    with _lock:
        return next(_numbers)


class Texter:
    def __init__(
        self, assistant: Assistant, number: str = "", *, on_whatsapp: bool = False
    ) -> None:
        prefix = WHATSAPP if on_whatsapp else ""
        self.provider = Provider(assistant.url, TOKEN)
        self.number = f"{prefix}{number or new_number()}"
        self.ours = f"{prefix}{NUMBER}"

    def post(self, body: str, sid: str = "", **more: str) -> requests.Response:
        return self.provider.post(PATH, self.fields(body, sid, **more))

    def fields(self, body: str, sid: str = "", **more: str) -> Mapping[str, str]:
        return {
            "MessageSid": sid or new_sid("SM"),
            "AccountSid": "AC" + "0" * 32,
            "From": self.number,
            "To": self.ours,
            "Body": body,
            "NumMedia": "0",
            **more,
        }

    def text(self, body: str, sid: str = "", **more: str) -> list[str]:
        """The messages that come back."""
        response = self.post(body, sid, **more)
        assert response.status_code == 200, response.text
        assert response.headers["Content-Type"].startswith("application/xml")
        return messages(response.text)

    def hear(self, body: str) -> str:
        return "\n".join(self.text(body))

    def known(self) -> "Texter":
        """Has been told already who writes."""
        self.text("thanks")
        return self


def messages(twiml: str) -> list[str]:
    root = ElementTree.fromstring(twiml)
    assert root.tag == "Response"
    return [str(message.text) for message in root.iter("Message")]

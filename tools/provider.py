"""Posts to the assistant's webhooks as Twilio would, signed. Used by `make sms`, `make call` and
the tests of both channels."""

import uuid
from collections.abc import Mapping

import requests
from twilio.request_validator import RequestValidator

PATIENCE_S = 20  # Twilio itself gives up after 15


class Provider:
    """One account at the provider. `seen_at` is the address that it signs, where it is not the one
    that it posts to."""

    def __init__(self, url: str, token: str, seen_at: str | None = None) -> None:
        self._url = url
        self._seen_at = seen_at or url
        self._validator = RequestValidator(token)

    def post(self, path: str, fields: Mapping[str, str]) -> requests.Response:
        signature = self._validator.compute_signature(f"{self._seen_at}{path}", dict(fields))
        headers = {"X-Twilio-Signature": signature}
        return requests.post(f"{self._url}{path}", fields, headers=headers, timeout=PATIENCE_S)


def new_sid(kind: str) -> str:
    """The form of Twilio's ids: `SM` for a message, `CA` for a call."""
    return f"{kind}{uuid.uuid4().hex}"

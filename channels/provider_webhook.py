"""Reads what Twilio, or a provider that speaks as it does, posts to a webhook, and refuses what it
did not sign (https://www.twilio.com/docs/usage/webhooks/webhooks-security). Used by the channels
sms and voice."""

from urllib.parse import parse_qsl

from sanic.request import Request
from twilio.request_validator import RequestValidator

from channels.incoming import Refused
from clinic.settings import Settings

SIGNATURE = "X-Twilio-Signature"
# 1,600 characters of text, twelve signs each where they are emoji, and what comes with them.
FORM_LIMIT = 48 * 1024
FORM = "application/x-www-form-urlencoded"


class ProviderWebhook:
    """`public_url` is where the provider sees this server; behind a proxy the request alone does
    not tell."""

    def __init__(self, settings: Settings) -> None:
        # While a token is exchanged, the provider may sign with either.
        tokens = (settings.twilio_auth_token, settings.twilio_auth_token_secondary)
        self._validators = [RequestValidator(token) for token in tokens if token]
        self._public_url = settings.public_url

    def fields(self, request: Request) -> dict[str, str]:
        """The form that was posted. Raises Refused: 403 for anything that the provider did not
        sign, 400, 413 and 415 for what is no form."""
        if (request.content_type or "").partition(";")[0].strip().lower() != FORM:
            raise Refused("malformed", 415)
        if len(request.body) > FORM_LIMIT:
            raise Refused("too_long", 413)
        fields = _form(request.body)
        if not self._is_signed(request, fields):
            raise Refused("not_signed", 403)
        return fields

    def _is_signed(self, request: Request, fields: dict[str, str]) -> bool:
        address, signature = self._seen_at(request), request.headers.get(SIGNATURE, "")
        return any(known.validate(address, fields, signature) for known in self._validators)

    def _seen_at(self, request: Request) -> str:
        if self._public_url is None:
            return str(request.url)
        query = f"?{request.query_string}" if request.query_string else ""
        return f"{self._public_url}{request.path}{query}"


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body)))
    except ValueError as error:
        raise Refused("malformed", 400) from error

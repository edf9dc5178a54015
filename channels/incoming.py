"""One message as every channel hands it on, and what a page posts. Anything that is not a message
is refused with a clear 4xx and a sentence from data/chat/refusals.yml."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from sanic.response import HTTPResponse
from sanic.response import json as json_response

from clinic.content.file import DATA, read
from clinic.content.sources import Refusals
from clinic.typed import COMMAND, as_words

REFUSALS = DATA / "chat/refusals.yml"
BODY_LIMIT = 16 * 1024
ID_LIMIT = 100


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """The request cannot be taken; `reason` is a key of data/chat/refusals.yml."""

    def __init__(self, reason: str, status: int, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after  # seconds


@dataclass(frozen=True)
class Incoming:
    """One message: `text` as Rasa gets it; a command is a button's `/intent`. Here alone it is
    decided which it is."""

    message_id: str
    text: str
    is_command: bool

    @classmethod
    def typed(cls, message_id: str, text: str) -> "Incoming":
        return cls(message_id, as_words(text), is_command=False)

    @classmethod
    def chosen(cls, message_id: str, payload: str) -> "Incoming":
        """What a button carried. Payloads begin with the slash itself; what only looks or ends like
        one is words."""
        if payload.startswith(COMMAND):
            return cls(message_id, payload, is_command=True)
        return cls.typed(message_id, payload)


def read_message(body: bytes, content_type: str | None) -> Incoming:
    """Raises Refused."""
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise Refused("malformed", 415)
    if len(body) > BODY_LIMIT:
        raise Refused("too_long", 413)
    fields = _fields(body)
    message_id = _text(fields, "message_id")
    if not message_id or len(message_id) > ID_LIMIT:
        raise Refused("malformed", 400)
    if ("text" in fields) == ("payload" in fields):
        raise Refused("malformed", 400)
    if "payload" in fields:
        return Incoming.chosen(message_id, _text(fields, "payload"))
    return Incoming.typed(message_id, _text(fields, "text"))


def refusal(refused: Refused) -> HTTPResponse:
    """`code` is for programs; `error` is left out where there is no sentence for people."""
    body = {"code": refused.reason}
    if sentence := _sentences().get(refused.reason):
        body["error"] = sentence
    headers = {"Retry-After": str(refused.retry_after)} if refused.retry_after else {}
    return json_response(body, status=refused.status, headers=headers)


def _fields(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", 400) from error
    if not isinstance(fields, dict):
        raise Refused("malformed", 400)
    return fields


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise Refused("malformed", 400)
    # Half of a surrogate pair is no character; nothing after this point could store or read it.
    return value.encode("utf-8", "replace").decode("utf-8")


@cache
def _sentences() -> dict[str, str]:
    return read(REFUSALS, Refusals).dict()

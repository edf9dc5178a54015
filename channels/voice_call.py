"""One call and what came in from it, read from what the provider posts
(https://www.twilio.com/docs/voice/twiml/gather). Used by the voice channel."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.incoming import Refused
from channels.numbers import sender_of
from clinic.phone_line.caller import number_of
from clinic.typed import as_words


@dataclass(frozen=True)
class Call:
    """A conversation of its own. `number` is where it comes from, None where that is hidden;
    `caller` is the name that hides it, the same for each call from there."""

    sender_id: str
    number: str | None
    caller: str | None


@dataclass(frozen=True)
class Heard:
    """What was said, with how sure the recogniser is of it, or the keys that were pressed."""

    text: str = ""
    confidence: float = 1.0
    digits: str | None = None

    @property
    def is_silence(self) -> bool:
        return not self.text and self.digits is None


def read_call(fields: Mapping[str, str], secret: str) -> Call:
    """Raises Refused."""
    sid = fields.get("CallSid")
    if not sid:
        raise Refused("malformed", 400)
    number = number_of(fields.get("From", ""))
    caller = sender_of("voice", number, secret) if number else None
    return Call(sender_of("voice", sid, secret), number, caller)


def read_heard(fields: Mapping[str, str]) -> Heard:
    """Keys count before speech: whoever presses one means it."""
    if digits := fields.get("Digits", ""):
        return Heard(digits=digits)
    text = as_words(fields.get("SpeechResult", ""))
    return Heard(text, _confidence(fields.get("Confidence", "")))


def _confidence(text: str) -> float:
    """Some speech models give none, or 0, which says nothing."""
    try:
        return float(text) or 1.0
    except ValueError:
        return 1.0

"""Reads TwiML, what an assistant tells the provider to do: a verb, an attribute or a nesting that
Twilio does not know is an error. Used by `make sms`, `make call` and the tests
(https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/messaging/twiml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

Document = tuple["Verb", ...]

ATTRIBUTES = {
    "Say": {"voice", "language", "loop"},
    "Pause": {"length"},
    "Gather": {
        "action", "method", "input", "timeout", "speechTimeout", "maxSpeechTime", "numDigits",
        "finishOnKey", "language", "hints", "actionOnEmptyResult", "bargeIn", "speechModel",
        "enhanced", "profanityFilter",
    },
    "Redirect": {"method"},
    "Dial": {
        "action", "method", "timeout", "callerId", "timeLimit", "hangupOnStar", "answerOnBridge",
        "ringTone", "record",
    },
    "Number": {"statusCallback", "statusCallbackMethod", "statusCallbackEvent", "url", "method"},
    "Record": {
        "action", "method", "timeout", "finishOnKey", "maxLength", "playBeep", "trim",
        "recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent",
    },
    "Hangup": set(),
    "Reject": {"reason"},
    "Message": {"action", "method", "statusCallback"},
    "Body": set(),
}  # fmt: skip
VOICE = frozenset({"Say", "Pause", "Gather", "Redirect", "Dial", "Record", "Hangup", "Reject"})
MESSAGING = frozenset({"Message", "Redirect"})
INSIDE = {
    "Gather": frozenset({"Say", "Pause"}),
    "Dial": frozenset({"Number"}),
    "Message": frozenset({"Body"}),
}
SPOKEN_MARKUP = {"break", "emphasis", "lang", "p", "prosody", "s", "say-as", "sub"}  # in Say only


class NotTwiml(ValueError):  # noqa: N818 - it reads as what happened
    """The provider would hang up with an error; the message says what is wrong."""


@dataclass(frozen=True)
class Verb:
    """`text` is all that is said or named in it; `inside` are the verbs that it holds."""

    name: str
    attributes: Mapping[str, str]
    text: str
    inside: Document


def read_twiml(text: str, verbs: frozenset[str] = VOICE) -> Document:
    """Raises NotTwiml."""
    try:
        response = ET.fromstring(text)
    except ET.ParseError as error:
        raise NotTwiml(f"no XML: {error}") from error
    if response.tag != "Response" or response.attrib:
        raise NotTwiml(f"a document begins with <Response>, not <{response.tag}>")
    return tuple(_verb(child, "Response", verbs) for child in response)


def _verb(element: ET.Element, parent: str, allowed: frozenset[str]) -> Verb:
    name = element.tag
    if name not in allowed:
        raise NotTwiml(f"<{name}> has no place in <{parent}>")
    if unknown := set(element.attrib) - ATTRIBUTES[name]:
        raise NotTwiml(f"<{name}> has no attribute {', '.join(sorted(unknown))}")
    if name == "Say":
        return Verb(name, element.attrib, _said(element), ())
    may_hold = INSIDE.get(name, frozenset())
    inside = tuple(_verb(child, name, may_hold) for child in element)
    return Verb(name, element.attrib, "".join(element.itertext()).strip(), inside)


def _said(say: ET.Element) -> str:
    for part in list(say.iter())[1:]:
        if part.tag not in SPOKEN_MARKUP:
            raise NotTwiml(f"<{part.tag}> has no place in <Say>")
        if part.tag == "break":
            part.text = " "
    text = " ".join("".join(say.itertext()).split())
    if not text:
        raise NotTwiml("<Say> has nothing to say")
    return text

"""A caller and the phone network between, as far as the server can tell: posts what the provider
posts, follows action addresses and redirects, and hears what <Say> says. A document that leaves the
caller with nothing fails."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from tests.provider_api import NUMBER, TOKEN
from tools.assistant import Assistant
from tools.provider import Provider, new_sid

WEBHOOK = "/webhooks/voice/webhook"
STATUS = "/webhooks/voice/status"
ENDS = ("Redirect", "Dial", "Hangup")


@dataclass
class Phone:
    """One call. `document` is the TwiML that the network is at, `said` what was heard since the
    caller last did something."""

    assistant: Assistant
    number: str = "+14155550123"
    sid: str = field(default_factory=lambda: new_sid("CA"))
    path: str = WEBHOOK
    said: list[str] = field(default_factory=list)
    is_over: bool = False

    def __post_init__(self) -> None:
        self.provider = Provider(self.assistant.url, TOKEN)

    def __enter__(self) -> "Phone":
        self.dial()
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def dial(self) -> list[str]:
        return self._post(WEBHOOK, CallStatus="ringing")

    def say(self, text: str, confidence: float = 0.93) -> list[str]:
        return self._act(SpeechResult=text, Confidence=str(confidence))

    def press(self, digits: str) -> list[str]:
        """As many as the provider takes at once."""
        most = self._gather().get("numDigits")
        assert most is None or len(digits) <= int(most), f"only {most} keys are taken"
        return self._act(Digits=digits)

    def be_silent(self) -> list[str]:
        return self._post(self._after("Redirect").text or "")

    def hear(self, text: str) -> str:
        return " ".join(self.say(text))

    def dialled(self, status: str) -> list[str]:
        """What became of the call that was put through."""
        return self._post(self._after("Dial").attrib["action"], DialCallStatus=status)

    def record(self, recording: str = "") -> list[str]:
        """A message is left; without one the network goes on."""
        action = self._after("Record").attrib["action"]
        fields = {"RecordingSid": recording, "RecordingDuration": "9"} if recording else {}
        return self._post(action, **fields)

    def hang_up(self) -> None:
        self._send(STATUS, CallStatus="completed").raise_for_status()
        self.is_over = True

    @property
    def heard(self) -> str:
        return " ".join(self.said)

    @property
    def verbs(self) -> list[str]:
        return [verb.tag for verb in self.document]

    def _act(self, **fields: str) -> list[str]:
        return self._post(self._gather().attrib["action"], **fields)

    def _gather(self) -> ET.Element:
        return self._after("Gather")

    def _after(self, verb: str) -> ET.Element:
        found = self.document.find(verb)
        assert found is not None, f"there is no {verb} in {self.verbs}"
        return found

    def _post(self, address: str, **fields: str) -> list[str]:
        response = self._send(address, **fields)
        response.raise_for_status()
        assert response.headers["Content-Type"].startswith("text/xml")
        self.text = response.text
        self.document = ET.fromstring(response.text)
        self.said = sayings(self.document)
        check_end(self.document)
        self.is_over = self.verbs[-1] == "Hangup"
        return self.said

    def _send(self, address: str, **fields: str) -> requests.Response:
        absolute = urljoin(f"{self.assistant.url}{self.path}", address)
        parts = urlsplit(absolute)
        self.path = parts.path
        query = f"?{parts.query}" if parts.query else ""
        self.latest = (f"{parts.path}{query}", {**self._call(), **fields})
        return self.provider.post(*self.latest)

    def again(self) -> requests.Response:
        """The latest webhook comes once more, as after a lost answer."""
        return self.provider.post(*self.latest)

    def _call(self) -> dict[str, str]:
        return {"CallSid": self.sid, "From": self.number, "To": NUMBER, "CallStatus": "in-progress"}


def sayings(document: ET.Element) -> list[str]:
    return [" ".join("".join(_texts(say)).split()) for say in document.iter("Say")]


def _texts(say: ET.Element) -> list[str]:
    """Digit groups keep apart."""
    texts: list[Any] = [say.text or ""]
    for child in say:
        texts += [child.text or "", " " if child.tag == "break" else "", child.tail or ""]
    return texts


def check_end(document: ET.Element) -> None:
    """In a question with a way on, a dialled number, a recording with a way on, or a goodbye."""
    verbs = [verb.tag for verb in document]
    assert document.tag == "Response" and verbs, "an empty response hangs up"
    assert verbs[-1] in ENDS, verbs
    if verbs[-1] == "Redirect":
        assert verbs[-2] in ("Gather", "Record"), verbs
    if verbs[-1] == "Hangup":
        assert "Goodbye" in sayings(document)[-1]
    assert sayings(document), "nothing is said"

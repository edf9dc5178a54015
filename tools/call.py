"""Call the assistant from the terminal, without an account or a phone: the calls that Twilio would
make to its webhook, signed, and what the caller would hear.

Usage: python -m tools.call [ADDRESS [NUMBER]] (`make call`). With an address, the assistant that
runs there; NUMBER is the person's.
"""

import sys
from urllib.parse import urljoin, urlsplit

import requests

from tools.keypad import HELP, HungUp, Phone, Turn
from tools.provider import Provider, new_sid
from tools.provider_account import Account, account_for
from tools.twiml import Document, NotTwiml, Verb, read_twiml

PATH = "/webhooks/voice/webhook"
STATUS_PATH = "/webhooks/voice/status"
QUIET_S = 2  # after which no text message comes any more
OUTCOMES = {"answered": "completed", "busy": "busy", "no-answer": "no-answer"}


class Ended(Exception):  # noqa: N818 - it reads as what happened
    """The call is over; the message says why."""


class Call:
    """One call: asks the assistant what to do and does it, until one side hangs up."""

    def __init__(self, provider: Provider, phone: Phone, to: str, caller: str) -> None:
        self._provider, self._phone = provider, phone
        self._about = {"CallSid": new_sid("CA"), "From": caller, "To": to, "Direction": "inbound"}
        self._at = PATH
        self._next: tuple[str, dict[str, str]] | None = (PATH, {})

    def run(self) -> str:
        """Why it ended."""
        try:
            while self._next:
                (path, fields), self._next = self._next, None
                self._follow(self._ask(path, fields))
        except Ended as end:
            return str(end)
        except HungUp:
            return "you hung up"
        finally:
            self._post(STATUS_PATH, {"CallStatus": "completed", "CallDuration": "60"})
        return "the assistant had nothing more to say"

    def _ask(self, path: str, fields: dict[str, str]) -> Document:
        self._at = urljoin(self._at, path)
        answer = self._post(self._at, {"CallStatus": "in-progress", **fields})
        if not answer.ok:
            raise Ended(f"the assistant refused with {answer.status_code}: {answer.text[:200]}")
        try:
            return read_twiml(answer.text)
        except NotTwiml as error:
            raise Ended(f"the provider cannot read the answer: {error}") from error

    def _post(self, path: str, fields: dict[str, str]) -> requests.Response:
        """Only the path counts of an address: the assistant may be known by another name."""
        place = urlsplit(path)
        local = f"{place.path}?{place.query}" if place.query else place.path
        return self._provider.post(local, {**self._about, **fields})

    def _follow(self, document: Document) -> None:
        for verb in document:
            getattr(self, f"_{verb.name.lower()}")(verb)
            if self._next:
                return

    def _say(self, verb: Verb) -> None:
        self._phone.speak(verb.text)

    def _pause(self, verb: Verb) -> None:
        pass

    def _redirect(self, verb: Verb) -> None:
        self._next = (verb.text, {})

    def _hangup(self, _verb: Verb) -> None:
        raise Ended("the assistant hung up")

    def _reject(self, _verb: Verb) -> None:
        raise Ended("the assistant rejected the call")

    def _gather(self, verb: Verb) -> None:
        self._follow(verb.inside)
        fields = gathered(verb, self._phone.listen())
        if fields or verb.attributes.get("actionOnEmptyResult") == "true":
            self._next = (verb.attributes.get("action", self._at), fields)

    def _dial(self, verb: Verb) -> None:
        outcome = self._phone.choose(f"connecting to {verb.text}", tuple(OUTCOMES))
        if action := verb.attributes.get("action"):
            fields = {"DialCallStatus": OUTCOMES[outcome], "DialCallSid": new_sid("CA")}
            self._next = (action, fields)

    def _record(self, verb: Verb) -> None:
        said = self._phone.listen("recording; type the message")
        if not (said.words or said.keys):
            return  # as Twilio does with a silent recording
        about = {
            "RecordingSid": new_sid("RE"),
            "RecordingUrl": "https://api.twilio.example/recording",
            "RecordingDuration": "5",
        }
        if callback := verb.attributes.get("recordingStatusCallback"):
            self._post(urljoin(self._at, callback), {**about, "RecordingStatus": "completed"})
        self._next = (verb.attributes.get("action", self._at), about)


def gathered(gather: Verb, turn: Turn) -> dict[str, str]:
    """What the provider would make of it: it listens to what it was told to, and no longer."""
    wanted = gather.attributes.get("input", "dtmf").split()
    finish = gather.attributes.get("finishOnKey", "#")
    keys = turn.keys.split(finish)[0] if finish else turn.keys
    if keys and "dtmf" in wanted:
        count = gather.attributes.get("numDigits", "")
        return {"Digits": keys[: int(count)] if count else keys}
    if turn.words and "speech" in wanted:
        return {"SpeechResult": turn.words, "Confidence": str(turn.confidence)}
    return {}


def main() -> None:
    try:
        with account_for("call") as account:
            call(account)
    except requests.RequestException:
        sys.exit("call: the assistant does not answer; is it running at that address?")
    except (EOFError, KeyboardInterrupt):
        print()


def call(account: Account) -> None:
    print(HELP)
    ended = Call(account.provider, Phone(), account.clinic, account.person).run()
    while account.server and (sent := account.server.next_message(QUIET_S)):
        print(f"\n(a text message comes)\n{sent.fields['Body']}")
    print(f"call: {ended}")


if __name__ == "__main__":
    main()

"""Text with the assistant in the terminal, without an account or a phone: the messages that Twilio
would post to its webhook, signed, and what the person would get.

Usage: python -m tools.sms [ADDRESS [NUMBER]] (`make sms`). With an address, the assistant that
runs there; NUMBER is the person's.
"""

import sys
from collections.abc import Callable

import requests

from clinic.texting.gsm7 import segments
from tools.provider import new_sid
from tools.provider_account import Account, account_for
from tools.twiml import MESSAGING, NotTwiml, read_twiml

PATH = "/webhooks/sms/webhook"
HELP = """\
sms: type a text message. :picture sends a picture (with the words behind it), :repeat the last one
     once more as providers do, :whatsapp goes on in WhatsApp and back, :quit leaves."""
PATIENCE_S = 15  # where the webhook's own answer holds nothing
QUIET_S = 1  # after a message
PICTURE = {
    "NumMedia": "1",
    "MediaContentType0": "image/jpeg",
    "MediaUrl0": "https://api.twilio.example/media/1",
}


class Left(Exception):  # noqa: N818 - it reads as what happened
    """The person did."""


class Phone:
    """A phone with one number: what is sent from it, and what arrives."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._app = ""
        self._latest: dict[str, str] = {}
        self._commands: dict[str, Callable[[str], None]] = {
            ":picture": lambda words: self._send(words, **PICTURE),
            ":repeat": self._repeat,
            ":whatsapp": self._change_app,
            ":quit": self._leave,
        }

    def type(self, typed: str) -> None:
        """Raises Left."""
        command, _, words = typed.strip().partition(" ")
        if command in self._commands:
            self._commands[command](words.strip())
        else:
            self._send(typed)

    def _send(self, text: str, **media: str) -> None:
        person, clinic = (f"{self._app}{n}" for n in (self._account.person, self._account.clinic))
        about = {"MessageSid": new_sid("SM"), "From": person, "To": clinic, "NumMedia": "0"}
        self._latest = {**about, "Body": text, **media}
        self._post()

    def _repeat(self, _: str) -> None:
        if self._latest:
            self._post()
        else:
            print("(there is none yet)")

    def _change_app(self, _: str) -> None:
        self._app = "" if self._app else "whatsapp:"
        print("(now in WhatsApp)" if self._app else "(now as text messages)")

    def _leave(self, _: str) -> None:
        raise Left

    def _post(self) -> None:
        answer = self._account.provider.post(PATH, self._latest)
        if not answer.ok:
            print(f"(the assistant refused with {answer.status_code}: {answer.text[:200]})")
            return
        try:
            texts = [verb.text for verb in read_twiml(answer.text, MESSAGING)]
        except NotTwiml as error:
            print(f"(the provider cannot read the answer: {error})")
            return
        for text in texts:
            show(text)
        if not self._receive(QUIET_S if texts else PATIENCE_S) and not texts:
            print("(nothing came)")

    def _receive(self, patience_s: float) -> bool:
        """Whether anything came that the assistant sent by itself."""
        server = self._account.server
        arrived = False
        while server and (sent := server.next_message(patience_s)):
            arrived, patience_s = True, QUIET_S
            show(sent.fields["Body"])
        return arrived


def show(text: str) -> None:
    count = segments(text)
    print(f"\n{text}\n  ({count} segment{'s' if count > 1 else ''})")


def main() -> None:
    try:
        with account_for("sms") as account:
            talk(Phone(account))
    except requests.RequestException:
        sys.exit("sms: the assistant does not answer; is it running at that address?")
    except (EOFError, KeyboardInterrupt, Left):
        print()


def talk(phone: Phone) -> None:
    """Until the person leaves."""
    print(HELP)
    while True:
        phone.type(input("\nyou> "))


if __name__ == "__main__":
    main()

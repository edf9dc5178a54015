"""Renders the replies of a turn as text messages. Used by the channel sms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from channels.turn_output import NAME_OF_REPLY, TurnOutput
from clinic.texting.numbered import WANT_A_NUMBER, Choice, Numbered, numbered
from clinic.texting.packing import Packed, Packing, Said
from clinic.texting.pages import fits_for
from clinic.texting.plain import plain

QUESTION = re.compile(r"utter_ask_\w+_form_(\w+)")  # Rasa's name for what a form asks

Replies = Sequence[dict[str, Any]]


class SmsOutput(TurnOutput):
    @classmethod
    def name(cls) -> str:
        return "sms"


@dataclass(frozen=True)
class Rendered:
    """`choices` are what the numbers in the messages stand for."""

    packed: Packed
    choices: tuple[str, ...] = ()


class Rendering:
    """For one address; `more` is how a page says that there is another."""

    def __init__(self, address: str, more: str) -> None:
        self._fits = fits_for(address)
        self.packing = Packing(self._fits, more)

    def rendered(self, replies: Replies, introduction: str = "") -> Rendered:
        if not replies:
            return Rendered(Packed(()))
        *before, latest = replies
        said = [_said(reply, plain(reply["text"])) for reply in before]
        last = self._numbered(latest, said)
        said.append(_said(latest, last.text))
        return Rendered(self.packing.packed(said, plain(introduction)), last.payloads)

    def _numbered(self, reply: dict[str, Any], before: Sequence[Said]) -> Numbered:
        """Choices stand only where they can be read at once, never with an alarm, and not where a
        number is the answer itself."""
        text = plain(reply["text"])
        if _is_alarm(reply) or _asked_slot(reply) in WANT_A_NUMBER:
            return Numbered(text, ())
        choices = [
            Choice(plain(button["title"]), button["payload"])
            for button in reply.get("buttons") or []
        ]
        calm = [] if _asked_slot(reply) else [each.text for each in before if not each.is_alarm]
        return numbered(text, choices, lambda longer: self._fits("\n".join((*calm, longer))))


def _said(reply: dict[str, Any], text: str) -> Said:
    return Said(text, _is_alarm(reply), _asked_slot(reply) is not None)


def _is_alarm(reply: dict[str, Any]) -> bool:
    return bool((reply.get("metadata") or {}).get("alert"))


def _asked_slot(reply: dict[str, Any]) -> str | None:
    found = QUESTION.fullmatch(str(reply.get(NAME_OF_REPLY)))
    return found[1] if found else None

"""What the website channel hands to the page: one JSON object per reply."""

import uuid
from functools import cache
from typing import Any

from channels.markup import as_html
from channels.turn_output import TurnOutput
from clinic.bibliography import cite, evidence_in_words
from clinic.emergency_numbers import numbers_to_say
from clinic.settings import read_settings
from clinic.telephone import numbers_in

HEADING_ENDS = (":", ":**")
LIST_ITEM = "- "


class WebsiteOutput(TurnOutput):
    """A heading and its list come as several replies, each with its own sources; on the page they
    are one message."""

    @classmethod
    def name(cls) -> str:
        return "website"

    def messages(self, sender_id: str) -> list[dict[str, Any]]:
        turn: list[dict[str, Any]] = []
        for reply in self.replies:
            add_reply(turn, as_json(reply, sender_id))
        return turn


def add_reply(turn: list[dict[str, Any]], reply: dict[str, Any]) -> bool:
    """Whether it is a message of its own; else it became part of the one before it."""
    is_new = not (turn and _belong_together(turn[-1], reply))
    if is_new:
        turn.append(reply)
    else:
        turn[-1] = _joined(turn[-1], reply)
    return is_new


def as_json(message: dict[str, Any], sender_id: str) -> dict[str, Any]:
    """A Rasa reply as the page reads it; fields that would be empty are left out."""
    about = message.get("metadata") or {}
    text = message["text"].strip()
    fields = {
        "id": _reply_id(message, sender_id),
        "text": text,
        "html": _html(text, about.get("alert")),
        "buttons": [_button(button) for button in message.get("buttons") or []],
        "evidence": about.get("evidence"),
        "evidence_words": evidence_in_words().get(about.get("evidence", "")),
        "sources": [source.as_json() for source in cite(about.get("sources") or [])],
        "alert": about.get("alert"),
        "progress": about.get("progress"),
        "answer": about.get("answer"),
        "card": message.get("card"),
    }
    return {key: value for key, value in fields.items() if value}


def _html(text: str, alert: str | None) -> str:
    """The clinic's number can be tapped wherever it stands; 911 and the like only in an alarm, for
    elsewhere such figures may be anything."""
    return as_html(text, [*_clinics_numbers(), *(_numbers_to_call() if alert else [])])


@cache
def _clinics_numbers() -> list[str]:
    return numbers_in(read_settings().clinic_phone)


@cache
def _numbers_to_call() -> list[str]:
    phrases = numbers_to_say(read_settings().country).values()
    return [number for phrase in phrases for number in numbers_in(phrase)]


def _reply_id(message: dict[str, Any], sender_id: str) -> str:
    """The same when the reply is read again from the conversation. What is not part of the
    conversation has no time and is never read again."""
    if "timestamp" not in message:
        return uuid.uuid4().hex
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{sender_id} {message['timestamp']!r}").hex


def _belong_together(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    last_line: str = earlier["text"].splitlines()[-1]
    if later["text"].startswith(LIST_ITEM):
        return last_line.startswith(LIST_ITEM) or last_line.endswith(HEADING_ENDS)
    return "\n" not in earlier["text"] and last_line.endswith(HEADING_ENDS)


def _joined(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    in_list = earlier["text"].splitlines()[-1].startswith(LIST_ITEM)
    text = earlier["text"] + ("\n" if in_list else "\n\n") + later["text"]
    sources = [*earlier.get("sources", []), *later.get("sources", [])]
    unique = list({source["id"]: source for source in sources}.values())
    merged = {**earlier, **later, "id": earlier["id"], "text": text, "sources": unique}
    merged["html"] = _html(text, merged.get("alert"))
    return {key: value for key, value in merged.items() if value}


def _button(button: dict[str, str]) -> dict[str, str]:
    return {"title": button["title"], "payload": button["payload"]}

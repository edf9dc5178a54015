"""What the actions need of a Rasa tracker: the messages that the pre-screen has not read yet, the
latest one, and what was last said to the person."""

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from clinic.findings import Finding

NAME_OF_REPLY = "utter_action"
ALL_CLEAR = "safe_now"
ALARMS = ("emergency", "urgent_symptom", "crisis")
# Said while a question is open, these ask for that question once more.
ASK_AGAIN = ("start_screening", "resume_screening", "repeat_please")
# Requests to the assistant; a "no" or "skip" in them is no answer to the open question.
COMMANDS = (*ASK_AGAIN, "stop_screening", ALL_CLEAR, "human_handoff", "book_consult")


@dataclass(frozen=True)
class Message:
    """One message of the person; `topic` is `ask/<topic>` where it is a knowledge question."""

    id: str
    text: str
    at: float
    intent: str
    confidence: float
    topic: str | None
    findings: list[Finding]

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def is_alarm(self) -> bool:
        return self.intent in ALARMS

    @property
    def is_mostly_findings(self) -> bool:
        return sum(found.end - found.start for found in self.findings) * 2 > self.length


def unread_messages(tracker: Tracker) -> list[Message]:
    messages = [message_of(event) for event in tracker.events if event["event"] == "user"]
    ids = [message.id for message in messages]
    read_until = tracker.slots.get("read_until")
    start = ids.index(read_until) + 1 if read_until in ids else 0
    return messages[start:]


def latest_message(tracker: Tracker) -> Message:
    users = (event for event in reversed(tracker.events) if event["event"] == "user")
    return message_of(next(users))


def said_before(tracker: Tracker) -> tuple[str, str]:
    """The last reply before the latest message: its name and its text."""
    spoken = [event for event in tracker.events if event["event"] in ("user", "bot")]
    while spoken and spoken.pop()["event"] != "user":
        pass
    if not spoken or spoken[-1]["event"] != "bot":
        return "", ""
    reply = spoken[-1]
    return str((reply.get("metadata") or {}).get(NAME_OF_REPLY)), reply.get("text") or ""


def message_of(event: dict[str, Any]) -> Message:
    parsed = event.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    selected = (parsed.get("response_selector") or {}).get("ask", {}).get("response", {})
    is_question = intent.get("name") == "ask"
    return Message(
        id=event.get("message_id") or "",
        text=event.get("text") or "",
        at=event.get("timestamp") or 0.0,
        intent=intent.get("name") or "",
        confidence=intent.get("confidence") or 0.0,
        topic=selected.get("intent_response_key") if is_question else None,
        findings=[
            Finding.from_entity(entity)
            for entity in parsed.get("entities") or []
            if entity.get("extractor") == "FindingExtractor"
        ],
    )

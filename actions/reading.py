"""What the actions need of a Rasa tracker: the messages that the pre-screen has not read yet, the
latest one, and what was last said to the person."""

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker

from clinic.findings import Finding
from clinic.message import ALL_CLEAR, Message

NAME_OF_REPLY = "utter_action"
ALARM_SLOT, NO_ALARM = "alarm", "none"


def unread_messages(tracker: Tracker) -> list[Message]:
    messages = _messages(tracker.events)
    ids = [message.id for message in messages]
    read_until = tracker.slots.get("read_until")
    start = ids.index(read_until) + 1 if read_until in ids else 0
    return messages[start:]


def _messages(events: list[dict[str, Any]]) -> list[Message]:
    """Each with what it did in an alarm, if one stood."""
    messages: list[Message] = []
    alarm = NO_ALARM
    for event in events:
        if event["event"] == "user":
            messages.append(replace(message_of(event), in_alarm=alarm != NO_ALARM))
        elif event["event"] == "slot" and event["name"] == ALARM_SLOT:
            alarm = event["value"] or NO_ALARM
            if alarm == NO_ALARM and messages and messages[-1].in_alarm:
                messages[-1] = replace(messages[-1], intent=ALL_CLEAR, topic=None)
    return messages


def latest_message(tracker: Tracker) -> Message:
    users = (event for event in reversed(tracker.events) if event["event"] == "user")
    return message_of(next(users))


def seconds_away(tracker: Tracker) -> float:
    """Between the latest message and whatever was said before it."""
    times = [e["timestamp"] for e in tracker.events if e["event"] in ("user", "bot")]
    users = [e["timestamp"] for e in tracker.events if e["event"] == "user"]
    before = [time for time in times if users and time < users[-1]]
    return float(users[-1] - before[-1]) if before else 0.0


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

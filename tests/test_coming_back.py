"""Somebody answers after a night: the form's validator greets and goes on."""

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.prescreen import ValidatePrescreenForm

HOUR = 3600


def heard(hours_away: float) -> list[str]:
    events: list[dict[str, Any]] = [
        {"event": "bot", "text": "How old are you?", "timestamp": 1000.0},
        {
            "event": "user",
            "text": "47",
            "message_id": "m",
            "timestamp": 1000.0 + hours_away * HOUR,
            "parse_data": {"intent": {"name": "inform", "confidence": 1.0}, "entities": []},
        },
    ]
    slots = {"diagnosis_confirmed": "yes", "requested_slot": "age"}
    tracker = Tracker("someone", slots, events[-1], events, False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    asyncio.run(ValidatePrescreenForm().get_validation_events(dispatcher, tracker, {}))
    return [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize(("hours_away", "greets"), [(0.1, False), (5, False), (7, True)])
def test_is_greeted_after_a_long_gap(hours_away: float, greets: bool) -> None:
    assert ("utter_welcome_back" in heard(hours_away)) is greets

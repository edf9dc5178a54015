"""Hands the record of the questions in to the clinic, once the person has agreed, and says what
became of it."""

import asyncio
import logging
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions.keeper import keeper
from actions.prescreen import answers_so_far
from actions.reading import latest_message
from clinic.contact import CONTACT_SLOTS, can_be_reached
from clinic.record import Consent, RaisedAlarm, Record, build_record, contact_from

logger = logging.getLogger(__name__)

PURPOSE = "keep_and_contact"
CLASSIFIER = "classifier"  # the cue of an alarm that no entry of red_flags.yml raised


class HandIn(Action):
    def name(self) -> str:
        return "action_hand_in"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if tracker.slots.get("consent") is True:
            dispatcher.utter_message(response=await handed_in(tracker))
        else:
            dispatcher.utter_message(response="utter_nothing_sent")
        # What was told for the clinic has gone there or nowhere; none of it is of use here.
        empty = [SlotSet(slot, None) for slot in (*CONTACT_SLOTS, "consent_asked")]
        return [*empty, SlotSet("read_until", latest_message(tracker).id)]


async def handed_in(tracker: Tracker) -> str:
    """The reply that says what became of the record."""
    try:
        is_stored = await asyncio.to_thread(keeper().hand_in, record_of(tracker))
    except (OSError, SQLAlchemyError) as fault:
        logger.error("not handed in sender=%s fault=%s", tracker.sender_id, type(fault).__name__)
        return "utter_record_not_sent"
    if not can_be_reached(tracker.slots):
        return "utter_record_stored_no_contact" if is_stored else "utter_record_kept_no_contact"
    return "utter_record_stored" if is_stored else "utter_record_kept"


def record_of(tracker: Tracker) -> Record:
    slots = tracker.slots
    asked, run = slots["consent_asked"], slots["run"]
    return build_record(
        conversation=tracker.sender_id,
        run=run["id"],
        channel=tracker.get_latest_input_channel() or "",
        started_at=_time(run["at"]),
        finished_at=_time(latest_message(tracker).at),
        answers=answers_so_far(tracker),
        words={slot: [said] for slot, said in (slots.get("words") or {}).items()},
        alarms=[_alarm(alarm) for alarm in slots.get("alarms") or []],
        consent=Consent(True, PURPOSE, _time(asked["at"]), asked["reply"], asked["wording"]),
        contact=contact_from(slots),
    )


def _alarm(alarm: dict[str, Any]) -> RaisedAlarm:
    cue = None if alarm["cue"] == CLASSIFIER else alarm["cue"]
    return RaisedAlarm(alarm["tier"], cue, _time(alarm["at"]), alarm["words"])


def _time(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, timezone.utc)

"""Erases what is kept of the person, once they are sure."""

import asyncio
import logging
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions.keeper import keeper
from actions.reading import latest_message, said_before
from clinic.contact import is_yes

logger = logging.getLogger(__name__)

SURE = "forget_sure"
SPOKEN = "voice"


class ValidateForgetForm(FormValidationAction):
    """Anything but a yes to "are you sure?" erases nothing."""

    def name(self) -> str:
        return "validate_forget_form"

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        asked, _ = said_before(tracker)
        if tracker.slots.get("requested_slot") != SURE or asked != f"utter_ask_forget_form_{SURE}":
            return []
        message = latest_message(tracker)
        return [SlotSet(SURE, is_yes(message.text, message.findings))]

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> EventType:
        return SlotSet("requested_slot", SURE if tracker.slots.get(SURE) is None else None)


class ForgetPerson(Action):
    """The slot `erased` makes the tracker store drop the turn (dialogue/bounded_tracker_store.py),
    so that the conversation begins anew with the next message."""

    def name(self) -> str:
        return "action_forget_person"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if tracker.slots.get(SURE) is not True:
            dispatcher.utter_message(response="utter_not_erased")
            return [SlotSet(SURE, None)]
        try:
            receipt = await asyncio.to_thread(keeper().forget, tracker.sender_id)
        except (OSError, SQLAlchemyError) as fault:
            logger.error("not erased sender=%s fault=%s", tracker.sender_id, type(fault).__name__)
            dispatcher.utter_message(response="utter_erasing_failed")
            return [SlotSet(SURE, None)]
        spoken = tracker.get_latest_input_channel() == SPOKEN
        number = " ".join(receipt.id) if spoken else receipt.id
        dispatcher.utter_message(response="utter_erased", receipt=number)
        return [SlotSet("erased", True)]

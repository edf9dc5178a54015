"""The offer of contact's validator: consent first, then how the clinic can reach the person. The
thinking is in clinic/contact.py; the record is handed in by actions/hand_in.py."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import latest_message, said_before
from clinic.contact import (
    ADDRESSES,
    CONTACT_SLOTS,
    next_contact_question,
    read_contact,
    reopened,
)
from clinic.language.contact import is_about_keeping, is_question
from clinic.message import ASK_AGAIN, Message

QUESTION = "utter_ask_contact_form_"
CONSENT = "consent"
AGAIN = ("resume_screening", "repeat_please")
BACK = "go_back"
ABOUT_THIS = ("tell_me_more", "ask_reason", "ask_meaning")
CLOSED = (CONSENT, *ADDRESSES)
LEAVES = ("stop_screening", "goodbye")
DENIES = ("deny", "skip")
FORGET = "delete_my_data"
# Meant so although a name or a time is asked, which can be any words, where it is clear. Times
# resemble questions about recovery, and greetings.
REQUESTS = (*ASK_AGAIN, "restart", FORGET, "stop_sms", "help")
NOT_NAMES = ("ask", "greet", "thanks", "human_handoff", "complaint", "who_are_you")
CLEAR, VERY_CLEAR = 0.9, 0.97


class ValidateContactForm(FormValidationAction):
    """Reads the latest message, if it answers the question that was said last."""

    def name(self) -> str:
        return "validate_contact_form"

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        question = tracker.slots.get("requested_slot")
        last_said, wording = said_before(tracker)
        # After an alarm, or as the form opens, nothing is an answer.
        if last_said != f"{QUESTION}{question}":
            return []
        message = latest_message(tracker)
        changes = self._changes(dispatcher, tracker, question, message)
        if changes.get(CONSENT):
            changes["consent_asked"] = {"at": message.at, "reply": last_said, "wording": wording}
        return [SlotSet(slot, value) for slot, value in changes.items()]

    def _changes(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, question: str, message: Message
    ) -> dict[str, Any]:
        """Empty for a digression, which has a rule of its own."""
        misses = tracker.slots.get("misses") or 0
        if leaves(question, message):
            return {**dict.fromkeys(CONTACT_SLOTS), CONSENT: False, "misses": 0}
        if message.intent == BACK and message.confidence >= CLEAR:
            return {**reopened(tracker.slots), "misses": 0}
        if asks_about_keeping(message):
            dispatcher.utter_message(response="utter_consent_explained")
            return {"misses": misses}
        if message.intent in AGAIN and message.confidence >= CLEAR:
            return {"misses": misses}
        if is_no_answer(question, message):
            return {}
        return self._read(dispatcher, question, message, misses)

    def _read(
        self, dispatcher: CollectingDispatcher, question: str, message: Message, misses: int
    ) -> dict[str, Any]:
        """A hint the first time that it is no answer; the second time it counts as refused."""
        read = read_contact(question, message.text, message.findings)
        besides = {slot: answer for slot, answer in read.items() if slot != question}
        if question in read and (read[question] != "invalid" or misses):
            return {**read, "misses": 0}
        if message.intent in DENIES and message.confidence >= CLEAR:
            return {**besides, **refused(question)}
        if besides or (question not in read and message.is_digression((BACK,))):
            return besides
        if misses:
            return refused(question)
        dispatcher.utter_message(response=f"utter_hint_{question}")
        return {"misses": 1}

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> EventType:
        return SlotSet("requested_slot", next_contact_question(tracker.slots))


def refused(question: str) -> dict[str, Any]:
    return {question: False if question == CONSENT else "skipped", "misses": 0}


def leaves(question: str, message: Message) -> bool:
    """ "tomorrow" is no goodbye where a time is asked."""
    if message.intent not in LEAVES:
        return False
    is_time = question == "contact_time" and message.intent == "goodbye"
    return not is_time and (question in CLOSED or message.confidence >= VERY_CLEAR)


def asks_about_keeping(message: Message) -> bool:
    if message.intent in ABOUT_THIS and message.confidence >= CLEAR:
        return True
    if message.intent == "ask" and message.confidence >= VERY_CLEAR:
        return False
    return is_question(message.text) and is_about_keeping(message.text)


def is_no_answer(question: str, message: Message) -> bool:
    """A question or a clear request, where any words could be the answer. A wish to be forgotten
    may hold a denial ("don't keep it"): read as a refusal of this question alone, it would hand the
    record in."""
    if question in CLOSED:
        return message.intent == FORGET
    if is_question(message.text):
        return True
    if question == "contact_name" and message.intent in NOT_NAMES:
        return message.confidence >= VERY_CLEAR
    return message.intent in REQUESTS and message.confidence >= CLEAR

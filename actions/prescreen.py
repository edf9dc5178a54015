"""The pre-screen's actions: the form's validator, which reads answers and names the next question,
and what becomes of the answers when the questions stop or begin anew. The thinking is in
clinic/prescreen.py, the wording of the questions in dialogue/clinic_replies.py."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import seconds_away, unread_messages
from clinic.contact import CONTACT_SLOTS
from clinic.message import Message
from clinic.prescreen import KEPT_SLOTS, Run, Turn, hear
from clinic.questionnaire import CONFIRMATION, next_question

# Of one run of the questions: what its record is made of besides the answers.
RUN_SLOTS = ("run", "words")
COURSE = "course"
A_LONG_TIME = 6 * 3600  # seconds


class ValidatePrescreenForm(FormValidationAction):
    """Reads the messages that came since the last reading, the pre-form ones included."""

    def name(self) -> str:
        return "validate_prescreen_form"

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        messages = unread_messages(tracker)
        run = run_so_far(tracker)
        turn = hear(run, messages)
        if turn.is_digression:
            return []
        if run.question and seconds_away(tracker) > A_LONG_TIME:
            dispatcher.utter_message(response="utter_welcome_back")
        for reply, places in turn.replies:
            dispatcher.utter_message(response=reply, **places)
        return [SlotSet(slot, value) for slot, value in stored(tracker, turn, messages).items()]

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> EventType:
        return SlotSet("requested_slot", next_question(answers_so_far(tracker)))


class PrescreenStopped(Action):
    """Remembers that the questions were broken off. A mapping cannot: Rasa takes what depends on
    a form for what the form asks for."""

    def name(self) -> str:
        return "action_prescreen_stopped"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return [SlotSet("prescreen_stopped", True)]


class ForgetAnswers(Action):
    """Empties the answers for a new run of the questions."""

    def name(self) -> str:
        return "action_forget_answers"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return [*answers_forgotten(tracker), SlotSet("alarms", None)]


class ReopenAnswers(Action):
    """After the result: the latest message is read as a correction, and the answers are read back
    once more."""

    def name(self) -> str:
        return "action_reopen_answers"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        ids = [event["message_id"] for event in tracker.events if event["event"] == "user"]
        return [
            SlotSet(CONFIRMATION, None),
            SlotSet("prescreen_finished", False),
            SlotSet("read_until", ids[-2] if len(ids) > 1 else None),
        ]


def answers_forgotten(tracker: Tracker) -> list[EventType]:
    """Alarms stay: they were raised in this conversation, whatever becomes of the answers."""
    of_run = (*KEPT_SLOTS, *RUN_SLOTS, *CONTACT_SLOTS, "misses", COURSE)
    empty = [SlotSet(slot, None) for slot in of_run]
    read = SlotSet("read_until", tracker.latest_message.get("message_id"))
    return [*empty, SlotSet("prescreen_finished", False), read]


def stored(tracker: Tracker, turn: Turn, messages: list[Message]) -> dict[str, Any]:
    """The slots that a turn sets. Something is always among them, or Rasa would take the form to be
    interrupted."""
    slots = tracker.slots
    changes = {
        **turn.changes,
        "misses": turn.misses,
        COURSE: {
            "trail": list(turn.trail),
            "changing": turn.changing,
            "corrected": turn.corrected,
        },
    }
    if messages:
        changes["read_until"] = messages[-1].id
    if turn.words:
        changes["words"] = {**(slots.get("words") or {}), **turn.words}
    if turn.starts_over:
        changes["words"] = None
    if messages and (turn.starts_over or not slots.get("run")):
        changes["run"] = {"id": messages[-1].id, "at": messages[-1].at}
    return changes


def run_so_far(tracker: Tracker) -> Run:
    course = tracker.slots.get(COURSE) or {}
    return Run(
        answers=answers_so_far(tracker),
        question=tracker.slots.get("requested_slot"),
        misses=tracker.slots.get("misses") or 0,
        trail=course.get("trail") or (),
        changing=course.get("changing") or False,
    )


def answers_so_far(tracker: Tracker) -> dict[str, Any]:
    return {slot: tracker.slots.get(slot) for slot in KEPT_SLOTS}

"""The pre-screen's actions: the form's validator, which reads answers and names the next question,
its questions about one of two hips, and a fresh start. The thinking is in clinic/."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import ALL_CLEAR, ASK_AGAIN, COMMANDS, Message, unread_messages
from clinic.answer_sheet import changed_answers
from clinic.answer_values import LISTS
from clinic.contact import CONTACT_SLOTS
from clinic.hips import hips
from clinic.interpretation import read_answers
from clinic.questionnaire import lacks_system, next_question, open_hips, questionnaire
from clinic.staging import UNKNOWN_SYSTEM

DOUBT = "collapse_before"
KEPT_SLOTS = (*questionnaire().order, DOUBT, "stage_system")
# Of one run of the questions: what its record is made of besides the answers.
RUN_SLOTS = ("run", "words", "alarms")
# What is said to a question that it does not answer; any other intent is a digression, and has a
# rule of its own.
ANSWER_INTENTS = ("inform", "affirm", "deny", "not_sure", "skip", "nlu_fallback")
SURE_QUESTION = 0.6
SHORT = 20  # characters


class ValidatePrescreenForm(FormValidationAction):
    """Reads the messages that came since the last reading, the pre-form ones included."""

    def name(self) -> str:
        return "validate_prescreen_form"

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        question = tracker.slots.get("requested_slot")
        messages = unread_messages(tracker)
        changes, words = read_all(messages, question, answers_so_far(tracker))
        if DOUBT in changes:
            dispatcher.utter_message(response="utter_stage_contradiction")
        if messages and changes:
            reply_besides(dispatcher, messages[-1])
        if question and messages and question not in changes:
            answered_another = bool(changes.keys() - {"stage_system"})
            missed = self._missed(dispatcher, tracker, messages[-1], answered_another)
            words |= dict.fromkeys(missed.keys() & KEPT_SLOTS, messages[-1].text)
            changes |= missed
        elif question:
            changes["misses"] = 0
        if messages and (changes or not question):
            changes["read_until"] = messages[-1].id
        if words:
            changes["words"] = {**(tracker.slots.get("words") or {}), **words}
        if messages and not tracker.slots.get("run"):
            changes["run"] = {"id": messages[-1].id, "at": messages[-1].at}
        return [SlotSet(slot, value) for slot, value in changes.items()]

    def _missed(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        message: Message,
        other_answer: bool,
    ) -> dict[str, Any]:
        """A hint the first time, "unknown" the second; a digression is no miss."""
        question = tracker.slots["requested_slot"]
        if message.intent in ASK_AGAIN:
            # Something has to be set, or Rasa takes the form to be interrupted.
            return {"misses": tracker.slots.get("misses") or 0}
        if other_answer or is_digression(message):
            return {}
        if question == "stage" and lacks_system(answers_so_far(tracker)):
            return {"stage_system": UNKNOWN_SYSTEM}
        if tracker.slots.get("misses"):
            dispatcher.utter_message(response="utter_noted_unknown")
            return {question: ["unknown"] if question in LISTS else "unknown", "misses": 0}
        dispatcher.utter_message(response=f"utter_hint_{question}")
        return {"misses": 1}

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> EventType:
        return SlotSet("requested_slot", next_question(answers_so_far(tracker)))


class AskAboutOneHip:
    """Asks a staging question, naming the hip when the other one's answer is known."""

    slot: str

    def name(self) -> str:
        return f"action_ask_prescreen_form_{self.slot}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        answers = answers_so_far(tracker)
        still_open = open_hips(answers, self.slot)
        response = f"utter_ask_prescreen_form_{self.slot}"
        if self.slot == "stage" and lacks_system(answers):
            dispatcher.utter_message(response="utter_hint_stage_system")
        elif len(still_open) < len(hips(answers)):
            dispatcher.utter_message(response=f"{response}_hip", hip=still_open[0])
        else:
            dispatcher.utter_message(response=response)
        return []


class AskStage(AskAboutOneHip, Action):
    slot = "stage"


class AskCollapse(AskAboutOneHip, Action):
    slot = "collapse"


class ForgetAnswers(Action):
    """Empties the answers for a new run of the questions."""

    def name(self) -> str:
        return "action_forget_answers"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        read = SlotSet("read_until", tracker.latest_message.get("message_id"))
        empty = [
            SlotSet(slot, None) for slot in (*KEPT_SLOTS, *RUN_SLOTS, *CONTACT_SLOTS, "misses")
        ]
        return [*empty, SlotSet("prescreen_finished", False), read]


def is_digression(message: Message) -> bool:
    """Has a rule of its own. What seems out of our field in so few words is rather an answer that
    does not fit, and would be asked again for ever."""
    is_short = message.intent == "out_of_scope" and message.length <= SHORT
    return message.intent not in ANSWER_INTENTS and not is_short


def answers_so_far(tracker: Tracker) -> dict[str, Any]:
    return {slot: tracker.slots.get(slot) for slot in KEPT_SLOTS}


def read_all(
    messages: list[Message], question: str | None, answers: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The changes that these messages make to the answers, the earliest first, and the words that
    made each. Consent and contact details are no matter of these questions (actions/contact.py)."""
    changes: dict[str, Any] = {}
    words: dict[str, str] = {}
    alarmed = False
    for message in messages:
        # After an alarm a "no" answers the alarm, and a command's "no" nothing at all.
        asked = None if alarmed or message.intent in COMMANDS else question
        so_far = {**answers, **changes}
        read = read_answers(message.findings, asked, so_far.get("hip_side"))
        own = {slot: answer for slot, answer in read.items() if slot in KEPT_SLOTS}
        changed = changed_answers(so_far, own)
        changes |= changed
        words |= dict.fromkeys(changed, message.text)
        alarmed = message.is_alarm or (alarmed and message.intent != ALL_CLEAR)
    return changes, words


def reply_besides(dispatcher: CollectingDispatcher, message: Message) -> None:
    """Somebody answers and asks in one breath, or answers and says that an alarm is over: the form
    takes the answer, this gives the reply."""
    if message.intent == ALL_CLEAR:
        dispatcher.utter_message(response="utter_safe_now")
    if message.topic and message.confidence >= SURE_QUESTION and not message.is_mostly_findings:
        dispatcher.utter_message(response=f"utter_{message.topic}")

"""Where a conversation by phone stands, read from Rasa's tracker. Used by the voice channel."""

from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import BotUttered, UserUttered

from channels.tracker import NO_ALARM, alarm_of, tracker_of
from channels.turn_output import NAME_OF_REPLY
from clinic.prescreen import KEPT_SLOTS
from clinic.questionnaire import lacks_system

PRESCREEN, CONTACT = "prescreen_form", "contact_form"
ALARM_PLACE = "alarm"
DID_YOU_MEAN = "utter_did_you_mean"
CHECK = "utter_check_"
GOODBYE, PERSON = "goodbye", "human_handoff"
SURE = 0.8


@dataclass(frozen=True)
class Said:
    name: str
    text: str


@dataclass(frozen=True)
class State:
    """`said` are the latest replies, `heard` the ids of the messages they and others answered."""

    tracker: Any
    form: str | None = None
    question: str | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    alarm: str = NO_ALARM
    is_changing: bool = False
    intent: str = ""
    said: tuple[Said, ...] = ()
    heard: frozenset[str] = frozenset()

    @property
    def key_place(self) -> str:
        """Which part of data/vocabulary/keypad.yml the keys have now."""
        if self.alarm != NO_ALARM:
            return ALARM_PLACE
        if self.said and self.said[-1].name.startswith(CHECK):
            return "yes_no"
        if self.question and self.form:
            return self._of_question(self.question)
        return "choice" if self.said and self.said[-1].name == DID_YOU_MEAN else "talk"

    def _of_question(self, question: str) -> str:
        if self.form == PRESCREEN and self.is_changing:
            return "change_which"
        return "stage_system" if question == "stage" and lacks_system(self.answers) else question

    @property
    def replies(self) -> list[dict[str, Any]]:
        """As a turn gives them."""
        return [{NAME_OF_REPLY: said.name, "text": said.text} for said in self.said]

    @property
    def is_finished(self) -> bool:
        """The questions have been answered, and the result was said."""
        return bool(self.tracker.get_slot("prescreen_finished"))

    @property
    def is_unfinished(self) -> bool:
        """The questions are open, or were broken off."""
        is_open = self.form == PRESCREEN or bool(self.tracker.get_slot("prescreen_stopped"))
        return is_open and any(self.answers.values())


async def read_state(agent: Any, sender_id: str) -> State:
    """Empty where there is no conversation yet, or it cannot be read."""
    return _state(await tracker_of(agent, sender_id))


def _state(tracker: Any) -> State:
    course = tracker.get_slot("course") or {}
    return State(
        tracker=tracker,
        form=tracker.active_loop_name,
        question=tracker.get_slot(REQUESTED_SLOT),
        answers={slot: tracker.get_slot(slot) for slot in KEPT_SLOTS},
        alarm=alarm_of(tracker),
        is_changing=bool(course.get("changing")),
        intent=_sure_intent(tracker),
        said=_said(tracker),
        heard=frozenset(e.message_id for e in tracker.events if isinstance(e, UserUttered)),
    )


def _sure_intent(tracker: Any) -> str:
    intent = (tracker.latest_message.intent or {}) if tracker.latest_message else {}
    is_sure = (intent.get("confidence") or 0) >= SURE
    return str(intent.get("name") or "") if is_sure else ""


def _said(tracker: Any) -> tuple[Said, ...]:
    """The replies to the latest message, the first first."""
    since = takewhile(lambda e: not isinstance(e, UserUttered), reversed(tracker.events))
    replies = [event for event in since if isinstance(event, BotUttered) and event.text]
    return tuple(
        Said(str((e.metadata or {}).get(NAME_OF_REPLY)), str(e.text)) for e in reversed(replies)
    )

"""Puts the pre-screen's questions into words: the form asks for a slot by name, this finds the
reply that suits the moment, with the question's number or the answers that it reads back. Called
by dialogue/clinic_replies.py."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.hips import Answers
from clinic.prescreen import KEPT_SLOTS
from clinic.question_wording import FORM, FULL, Asking, question_reply
from clinic.questionnaire import CONFIRMATION, progress, questionnaire
from clinic.read_back import answers_in_words

PROGRESS = "utter_progress"
COURSE = "course"
PAGE = "website"


@dataclass(frozen=True)
class Question:
    """The reply that puts it, what fills its places, and its number where it is put in full."""

    reply: str
    places: dict[str, str] = field(default_factory=dict)
    progress: tuple[int, int] | None = None


def question_of(utter_action: str, tracker: DialogueStateTracker, channel: str) -> Question:
    slot = utter_action.removeprefix(FULL)
    answers = {name: tracker.get_slot(name) for name in KEPT_SLOTS}
    course = tracker.get_slot(COURSE) or {}
    corrected = course.get("corrected") or []
    reply, hip = question_reply(
        slot,
        answers,
        Asking(
            tracker.get_slot("misses") or 0,
            _is_interrupted(tracker, slot),
            course.get("changing") or False,
            corrected,
        ),
    )
    places = {"hip": str(hip)} if hip else {}
    if slot == CONFIRMATION:
        places["answers"] = _read_back(answers, corrected or questionnaire().order, channel)
    is_numbered = reply.startswith(FULL) and slot != CONFIRMATION
    return Question(reply, places, progress(answers, slot) if is_numbered else None)


def open_question(tracker: DialogueStateTracker) -> str | None:
    """The slot that the pre-screen asks for at present."""
    slot = tracker.get_slot(REQUESTED_SLOT)
    return str(slot) if slot and tracker.active_loop_name == FORM else None


def _read_back(answers: Answers, slots: list[str], channel: str) -> str:
    lines = answers_in_words(answers, slots)
    return "\n".join(f"- {line}" for line in lines) if channel == PAGE else "; ".join(lines)


def _is_interrupted(tracker: DialogueStateTracker, slot: str) -> bool:
    """It was put before the latest message, and something else has been said since."""
    events = list(tracker.events)
    since = list(takewhile(lambda event: not isinstance(event, UserUttered), reversed(events)))
    before = events[: len(events) - len(since)]
    was_open = next(_requested(reversed(before)), None) == slot
    return was_open and any(isinstance(event, BotUttered) for event in since)


def _requested(events: Iterator[Event]) -> Iterator[object]:
    return (e.value for e in events if isinstance(e, SlotSet) and e.key == REQUESTED_SLOT)

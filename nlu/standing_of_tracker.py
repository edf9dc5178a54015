"""Where a conversation stands, read from Rasa's tracker. Used by the topic classifier."""

from collections.abc import Iterator
from itertools import takewhile

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.language.vocabulary import word_lists
from clinic.standing import Standing

ALARM, NO_ALARM = "alarm", "none"
# Set while there are answers although no question is open.
CAN_BE_CHANGED = ("prescreen_finished", "prescreen_stopped")


def standing_of(tracker: DialogueStateTracker) -> Standing:
    slots = tracker.current_slot_values()
    return Standing(
        question=slots.get(REQUESTED_SLOT),
        alarm=(slots.get(ALARM) or NO_ALARM) != NO_ALARM,
        offer=any(name in word_lists("standing")["offers"] for name in _just_said(tracker)),
        answers=any(slots.get(slot) for slot in CAN_BE_CHANGED),
    )


def _just_said(tracker: DialogueStateTracker) -> Iterator[str | None]:
    since = takewhile(lambda e: not isinstance(e, UserUttered), reversed(tracker.events))
    return (event.action_name for event in since if isinstance(event, ActionExecuted))

"""The safety net's place in the dialogue: above every other policy and above an open form.

An alarm is answered first, whatever else was going on. Until the person says that it is not
happening now, every further message is met with a reminder, and the form waits as it is. What says
so is a closed list (clinic/all_clear.py), whatever the classifier makes of it.

What only may be an alarm is asked about: after a clear no, what was said before is answered; a
question back is met with the check question once more; anything else raises the alarm
(clinic/check_question.py).
"""

from itertools import takewhile
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.all_clear import lifts_alarm
from clinic.check_question import Answer, answer_to_check
from dialogue.sure_policy import SurePolicy

RED_FLAG = "red_flag"
ALARM_SLOT = "alarm"
ALARMS_SLOT = "alarms"
NO_ALARM = "none"
REPLIES = {
    "emergency": "utter_emergency",
    "urgent": "utter_urgent_symptom",
    "crisis": "utter_crisis",
}
REMINDER = "utter_alarm_reminder_"
CHECK_FLAG, CHECK_SLOT = "red_flag_check", "check"
CHECK_FIRST = {
    "emergency": "utter_check_emergency",
    "urgent": "utter_check_urgent",
    "crisis": "utter_check_crisis",
}
CHECK_AGAIN = {
    "emergency": "utter_check_again_emergency",
    "urgent": "utter_check_again_urgent",
    "crisis": "utter_check_again_crisis",
}
CLEARED = {
    "emergency": "utter_check_cleared",
    "urgent": "utter_check_cleared",
    "crisis": "utter_check_cleared_crisis",
}
CHECKS = {reply: tier for table in (CHECK_FIRST, CHECK_AGAIN) for tier, reply in table.items()}
QUESTION = "ask"
ANSWERED = "answered"  # the check question, by the latest message (actions/reading.py)
ANSWER_HELD = "action_answer_held"  # actions/thread.py
ALL_CLEAR = "utter_safe_now"
URGENT, CRISIS = "urgent", "crisis"
CLASSIFIER = "classifier"  # the cue of an alarm that no pattern found
NAME_OF_REPLY = "utter_action"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class SafetyPolicy(SurePolicy):
    """Answers red flags found by the pipeline's last component; abstains from all else."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 100}

    def _noted(self, tracker: DialogueStateTracker, action: str | None) -> list[Event]:
        """What becomes of the alarm that stands, and of the record (actions/hand_in.py)."""
        if action == ALL_CLEAR:
            return [SlotSet(ALARM_SLOT, NO_ALARM)]
        if action in CLEARED.values():
            return [SlotSet(CHECK_SLOT, ANSWERED)]
        return self._raised(tracker, action)

    def _raised(self, tracker: DialogueStateTracker, action: str | None) -> list[Event]:
        flag = _flag_of(tracker)
        message = tracker.latest_message
        if flag is None or message is None or action in CHECKS or not _is_alarm(action):
            return []
        alarm = {
            "tier": flag["value"],
            "cue": flag.get("cue"),
            "at": message.timestamp,
            "words": message.text,
        }
        raised = SlotSet(ALARMS_SLOT, [*(tracker.get_slot(ALARMS_SLOT) or []), alarm])
        if action not in REPLIES.values():
            return [raised]
        asked = [SlotSet(CHECK_SLOT, ANSWERED)] if _checked(tracker) else []
        # What ends an emergency can mean something else in a crisis, which therefore stays one.
        is_crisis = CRISIS in (flag["value"], tracker.get_slot(ALARM_SLOT))
        return [raised, *asked, SlotSet(ALARM_SLOT, CRISIS if is_crisis else flag["value"])]

    def _next_action(self, tracker: DialogueStateTracker, _domain: Domain) -> str | None:
        """The reply to the alarm, then to wait; what happened before counts for nothing. Once there
        is none any more, an open form goes on."""
        done = _done_this_turn(tracker)
        if any(map(_is_alarm, done)):
            return str(ACTION_LISTEN_NAME)
        if done.isdisjoint((*CLEARED.values(), ALL_CLEAR)):
            return self._reply(tracker)
        latest = tracker.latest_action_name
        if latest in CLEARED.values() and _has_held(tracker):
            return ANSWER_HELD
        is_latest = latest in (*CLEARED.values(), ALL_CLEAR, ANSWER_HELD)
        return str(tracker.active_loop_name or ACTION_LISTEN_NAME) if is_latest else None

    def _reply(self, tracker: DialogueStateTracker) -> str | None:
        flag = _red_flag(tracker)
        stands = tracker.get_slot(ALARM_SLOT) or NO_ALARM
        is_doubtful = flag is None or flag.get("cue") == CLASSIFIER
        if stands != NO_ALARM and is_doubtful and _is_lifted(tracker, stands):
            return ALL_CLEAR
        if flag and (stands in (NO_ALARM, URGENT) or flag["value"] != URGENT):
            return REPLIES[str(flag["value"])]
        return self._of_check(tracker) if stands == NO_ALARM else f"{REMINDER}{stands}"

    def _of_check(self, tracker: DialogueStateTracker) -> str | None:
        asked = _said_last(tracker)
        if asked in CHECKS:
            return _after_check(tracker, asked)
        doubt = _entity(tracker, CHECK_FLAG)
        return CHECK_FIRST[doubt["value"]] if doubt else None


def _red_flag(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    return _entity(tracker, RED_FLAG)


def _entity(tracker: DialogueStateTracker, name: str) -> dict[str, Any] | None:
    return next((e for e in _entities(tracker) if e["entity"] == name), None)


def _entities(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    return list(tracker.latest_message.entities) if tracker.latest_message else []


def _flag_of(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """Of the alarm that is raised now: its own words', or a yes to the check question."""
    tier = _checked(tracker)
    return _red_flag(tracker) or ({"value": tier, "cue": CLASSIFIER} if tier else None)


def _checked(tracker: DialogueStateTracker) -> str | None:
    """The tier that was just asked about."""
    return CHECKS.get(_said_last(tracker))


def _has_held(tracker: DialogueStateTracker) -> bool:
    """Whether there is something to go back to: a question, or no form that goes on by itself."""
    users = (e for e in reversed(tracker.events) if isinstance(e, UserUttered))
    held = next((e for e in users if any(f["entity"] == CHECK_FLAG for f in e.entities)), None)
    return not tracker.active_loop_name or (held is not None and held.intent_name == QUESTION)


def _after_check(tracker: DialogueStateTracker, asked: str) -> str:
    tier = CHECKS[asked]
    answer = answer_to_check(_text_of(tracker), tier, asked)
    if answer is Answer.NO:
        return CLEARED[tier]
    if answer is Answer.QUESTION and asked == CHECK_FIRST[tier]:
        return CHECK_AGAIN[tier]
    return REPLIES[tier]


def _is_lifted(tracker: DialogueStateTracker, tier: str) -> bool:
    return lifts_alarm(_text_of(tracker), tier, _said_last(tracker))


def _text_of(tracker: DialogueStateTracker) -> str:
    message = tracker.latest_message
    return (message.text or "") if message else ""


def _said_last(tracker: DialogueStateTracker) -> str:
    """The name of the last reply before the latest message."""
    replies = (e for e in reversed(tracker.events) if isinstance(e, BotUttered))
    last = next(replies, None)
    return str(last.metadata.get(NAME_OF_REPLY)) if last else ""


def _is_alarm(action: str | None) -> bool:
    return action in (*REPLIES.values(), *CHECKS) or str(action).startswith(REMINDER)


def _done_this_turn(tracker: DialogueStateTracker) -> set[str | None]:
    since_message = takewhile(lambda e: not isinstance(e, UserUttered), reversed(tracker.events))
    return {event.action_name for event in since_message if isinstance(event, ActionExecuted)}

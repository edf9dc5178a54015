"""The safety net's place in the dialogue: above every other policy and above an open form.

An alarm is answered first, whatever else was going on. Until the person says that it is not
happening now, every further message is met with a reminder, and the form waits as it is. What says
so is a closed list (clinic/all_clear.py), whatever the classifier makes of it.
"""

from itertools import takewhile
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.all_clear import lifts_alarm

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
ALL_CLEAR = "utter_safe_now"
URGENT, CRISIS = "urgent", "crisis"
CLASSIFIER = "classifier"  # the cue of an alarm that no pattern found
NAME_OF_REPLY = "utter_action"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class SafetyPolicy(Policy):
    """Answers red flags found by the pipeline's last component; abstains from all else."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 100}

    @staticmethod
    def supported_data() -> SupportedData:
        return SupportedData.ML_AND_RULE_DATA

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """There is nothing to learn here; Rasa asks every policy for a resource."""
        with self._model_storage.write_to(self._resource):
            return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        action = self._next_action(tracker)
        probabilities = self._default_predictions(domain)
        if action:
            probabilities[domain.index_for_action(action)] = 1.0
        # Rasa lets a prediction without user input overrule the rest: that is how forms go on,
        # so an alarm must claim the same to come before them.
        return self._prediction(
            probabilities,
            events=self._noted(tracker, action),
            is_no_user_prediction=action is not None,
        )

    def _noted(self, tracker: DialogueStateTracker, action: str | None) -> list[Event]:
        """What becomes of the alarm that stands, and of the record (actions/hand_in.py)."""
        if action == ALL_CLEAR:
            return [SlotSet(ALARM_SLOT, NO_ALARM)]
        flag = _red_flag(tracker)
        message = tracker.latest_message
        if flag is None or message is None or not _is_alarm(action):
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
        # What ends an emergency can mean something else in a crisis, which therefore stays one.
        is_crisis = CRISIS in (flag["value"], tracker.get_slot(ALARM_SLOT))
        return [raised, SlotSet(ALARM_SLOT, CRISIS if is_crisis else flag["value"])]

    def _next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The reply to the alarm, then to wait; what happened before counts for nothing. Once there
        is none any more, an open form goes on."""
        done = _done_this_turn(tracker)
        if any(map(_is_alarm, done)):
            return str(ACTION_LISTEN_NAME)
        if ALL_CLEAR in done:
            is_latest = tracker.latest_action_name == ALL_CLEAR
            return str(tracker.active_loop_name or ACTION_LISTEN_NAME) if is_latest else None
        return self._reply(tracker)

    def _reply(self, tracker: DialogueStateTracker) -> str | None:
        flag = _red_flag(tracker)
        stands = tracker.get_slot(ALARM_SLOT) or NO_ALARM
        is_doubtful = flag is None or flag.get("cue") == CLASSIFIER
        if stands != NO_ALARM and is_doubtful and _is_lifted(tracker, stands):
            return ALL_CLEAR
        if flag and (stands in (NO_ALARM, URGENT) or flag["value"] != URGENT):
            return REPLIES[str(flag["value"])]
        return None if stands == NO_ALARM else f"{REMINDER}{stands}"


def _red_flag(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    entities = tracker.latest_message.entities if tracker.latest_message else []
    return next((entity for entity in entities if entity["entity"] == RED_FLAG), None)


def _is_lifted(tracker: DialogueStateTracker, tier: str) -> bool:
    message = tracker.latest_message
    return bool(message) and lifts_alarm(message.text or "", tier, _said_last(tracker))


def _said_last(tracker: DialogueStateTracker) -> str:
    """The name of the last reply before the latest message."""
    replies = (e for e in reversed(tracker.events) if isinstance(e, BotUttered))
    last = next(replies, None)
    return str(last.metadata.get(NAME_OF_REPLY)) if last else ""


def _is_alarm(action: str | None) -> bool:
    return action in REPLIES.values() or str(action).startswith(REMINDER)


def _done_this_turn(tracker: DialogueStateTracker) -> set[str | None]:
    since_message = takewhile(lambda e: not isinstance(e, UserUttered), reversed(tracker.events))
    return {event.action_name for event in since_message if isinstance(event, ActionExecuted)}

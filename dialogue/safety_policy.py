"""The safety net's place in the dialogue: above every other policy and above an open form.

An alarm is answered first, whatever else was going on. Until the person says that it is not
happening now, every further message is met with a reminder, and the form waits as it is.
"""

from itertools import takewhile
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

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
        """The alarm, as the clinic's record will have it (actions/hand_in.py)."""
        message = tracker.latest_message
        if message is None or action not in REPLIES.values():
            return []
        flag = next(e for e in message.entities if e["entity"] == RED_FLAG)
        alarm = {
            "tier": flag["value"],
            "cue": flag.get("cue"),
            "at": message.timestamp,
            "words": message.text,
        }
        return [SlotSet(ALARMS_SLOT, [*(tracker.get_slot(ALARMS_SLOT) or []), alarm])]

    def _next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The reply to the alarm, then to wait; what happened before counts for nothing."""
        reply = self._reply(tracker)
        return ACTION_LISTEN_NAME if reply in _done_this_turn(tracker) else reply

    def _reply(self, tracker: DialogueStateTracker) -> str | None:
        tier = next(tracker.get_latest_entity_values(RED_FLAG), None)
        if tier:
            return REPLIES[str(tier)]
        alarm = tracker.get_slot(ALARM_SLOT) or NO_ALARM
        return None if alarm == NO_ALARM else f"{REMINDER}{alarm}"


def _done_this_turn(tracker: DialogueStateTracker) -> set[str | None]:
    since_message = takewhile(lambda e: not isinstance(e, UserUttered), reversed(tracker.events))
    return {event.action_name for event in since_message if isinstance(event, ActionExecuted)}

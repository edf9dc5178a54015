"""Says so when an action failed in the middle of a turn. Rasa notes the failure in its log and goes
on as if the action had had nothing to say: without this, the introduction of the questions would
stand there with no question after it.
"""

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

TROUBLE = "utter_technical_trouble"
HELD = "utter_prescreen_hold"
_SAID = (TROUBLE, HELD)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class TroublePolicy(Policy):
    """Follows an action of ours that left no trace; abstains from all else. Every action that
    worked leaves one: a slot, a loop or a reply."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 90}  # below the safety policy, above the rules

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
        action = _next_action(tracker, domain)
        probabilities = self._default_predictions(domain)
        if action:
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=action is not None)


def _next_action(tracker: DialogueStateTracker, domain: Domain) -> str | None:
    if tracker.latest_action_name in _SAID:
        return str(ACTION_LISTEN_NAME)
    if not _has_failed(tracker, domain):
        return None
    return HELD if tracker.active_loop_name else TROUBLE


def _has_failed(tracker: DialogueStateTracker, domain: Domain) -> bool:
    latest = tracker.events[-1] if tracker.events else None
    if not isinstance(latest, ActionExecuted):
        return False
    name = latest.action_name or ""
    is_ours = name in (*domain.form_names, *domain.user_actions)
    return is_ours and not name.startswith(UTTER_PREFIX)

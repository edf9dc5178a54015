"""A Rasa policy that is sure of what comes next, or says nothing. What it is sure of is the matter
of its kinds (dialogue/safety_policy.py, dialogue/trouble_policy.py)."""

from abc import abstractmethod
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker


class SurePolicy(Policy):
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
        action = self._next_action(tracker, domain)
        probabilities = self._default_predictions(domain)
        if action:
            probabilities[domain.index_for_action(action)] = 1.0
        # Rasa lets a prediction without user input overrule the rest: that is how forms go on,
        # so what is sure must claim the same to come before them.
        return self._prediction(
            probabilities,
            events=self._noted(tracker, action),
            is_no_user_prediction=action is not None,
        )

    @abstractmethod
    def _next_action(self, tracker: DialogueStateTracker, domain: Domain) -> str | None:
        """None to say nothing."""

    def _noted(self, tracker: DialogueStateTracker, action: str | None) -> list[Event]:
        """What the tracker is to keep of it."""
        return []

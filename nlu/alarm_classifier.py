"""Rasa component: how likely a message is an alarm, and of which tier, by its words and by what the
grammars see in it (clinic/alarm_signs.py). What follows from that is the safety net's matter
(nlu/red_flag_interceptor.py). Named in config.yml, after the sentence encoder.

A model of its own, because it learns from pairs: a danger and its nearest harmless neighbours,
which count as much here as all the ordinary questions together.
"""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from clinic.alarm_signs import with_signs
from clinic.triage import INTENTS, red_flags
from nlu.linear_model import LinearModel
from nlu.topic_classifier import meaning_of

FLAGS = "red_flags"  # of a message: the patterns that it holds
SHARES = "alarm_shares"  # of a message: how likely it is of each tier
LOOK_ALIKE = "no_alarm"  # sounds like an alarm and is none
TIERS = {intent: tier for tier, intent in INTENTS.items()}
OTHER = "other"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AlarmClassifier(IntentClassifier, GraphComponent):
    """Leaves intent and entities as they are; FLAGS and SHARES are for the next component."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 5.0}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel
    ) -> None:
        self.config = config
        self.model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "AlarmClassifier":
        return cls(config, model_storage, resource, LinearModel.untrained())

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        meanings = np.vstack([meaning_of(example) for example in examples])
        texts = [with_signs(e.get(TEXT), red_flags(e.get(TEXT))) for e in examples]
        labels = [_label(e.get(INTENT)) for e in examples]
        self.model = LinearModel.fitted(meanings, texts, labels, self.config["C"])
        with self._storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "AlarmClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.features:
                self._weigh(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from what this one would say of its own examples."""
        return training_data

    def _weigh(self, message: Message) -> None:
        text = message.get(TEXT)
        flags = red_flags(text)
        shares = self.model.confidences(meaning_of(message), with_signs(text, flags), 1.0)
        message.set(FLAGS, flags)
        message.set(SHARES, {tier: shares.get(tier, 0.0) for tier in INTENTS})


def _label(intent: str) -> str:
    return LOOK_ALIKE if intent == LOOK_ALIKE else TIERS.get(intent, OTHER)

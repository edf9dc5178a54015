"""Tells the intent of a message and, for a knowledge question, its topic: one linear classifier
over all of them, so that every confidence is comparable with every other.

The pipeline's classifier (config.yml). It reports topics in the form of Rasa's own response
selector, which is what `utter_ask` and Rasa's tools read.
"""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.linear_model import LinearModel

KNOWLEDGE = "ask"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """A linear model over full labels (`greet`, `ask/cost`). `ask` is as sure as its best topic,
    so that a question about nothing in particular falls below the threshold."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # The inverse of regularisation; features of unit length want little of it.
        return {"C": 20.0}

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
    ) -> "TopicClassifier":
        return cls(config, model_storage, resource, LinearModel.untrained())

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        labels = [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in examples]
        meanings = np.vstack([_meaning(example) for example in examples])
        texts = [example.get(TEXT) for example in examples]
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
    ) -> "TopicClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.features:
                self._classify(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from what this one would say of its own examples."""
        return training_data

    def _classify(self, message: Message) -> None:
        labels = self.model.confidences(_meaning(message), message.get(TEXT))
        topics = {k: v for k, v in labels.items() if k.startswith(f"{KNOWLEDGE}/")}
        intents = {k: v for k, v in labels.items() if k not in topics}
        intents[KNOWLEDGE] = max(topics.values())
        ranking = [{"name": k, "confidence": v} for k, v in _best_first(intents)]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[:LABEL_RANKING_LENGTH], add_to_output=True)
        message.set(RESPONSE_SELECTOR, _selection(topics), add_to_output=True)


def _meaning(message: Message) -> "np.ndarray[Any, Any]":
    """The sentence vector, shape (1, 384)."""
    _, sentence = message.get_dense_features(TEXT)
    vector: np.ndarray[Any, Any] = sentence.features
    return vector


def _best_first(confidences: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(confidences.items(), key=lambda item: -item[1])


def _selection(topics: dict[str, float]) -> dict[str, Any]:
    """The topics as the stock ResponseSelector reports them."""
    ranking = [
        {INTENT_RESPONSE_KEY: key, "confidence": value} for key, value in _best_first(topics)
    ]
    best = ranking[0]
    response = {
        **best,
        "responses": [],
        "utter_action": f"{UTTER_PREFIX}{best[INTENT_RESPONSE_KEY]}",
    }
    return {
        "all_retrieval_intents": [KNOWLEDGE],
        KNOWLEDGE: {"response": response, "ranking": ranking},
    }

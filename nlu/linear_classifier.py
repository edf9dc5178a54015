"""A Rasa classifier that is one linear model: how it is made, trained, stored and loaded. What it
says of a message is the matter of its kinds (nlu/topic_classifier.py, nlu/alarm_classifier.py)."""

from abc import abstractmethod
from typing import Any, TypeVar

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.linear_model import LinearModel

Kind = TypeVar("Kind", bound="LinearClassifier")


class LinearClassifier(IntentClassifier, GraphComponent):
    """Over the vector of a message's meaning and the n-grams of its words."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel
    ) -> None:
        self.config = config
        self.model = model
        self._storage = storage
        self._resource = resource

    @classmethod
    def create(
        cls: type[Kind],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Kind:
        return cls(config, model_storage, resource, LinearModel.untrained())

    @classmethod
    def load(
        cls: type[Kind],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Kind:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        meanings = np.vstack([meaning_of(example) for example in examples])
        words = [self._words_of(example) for example in examples]
        labels = [self._label_of(example) for example in examples]
        self.model = LinearModel.fitted(meanings, words, labels, self.config["C"])
        with self._storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """No later component learns from what this one would say of its own examples."""
        return training_data

    def _words_of(self, example: Message) -> str:
        """What its n-grams are made of."""
        return str(example.get(TEXT))

    @abstractmethod
    def _label_of(self, example: Message) -> str: ...


def meaning_of(message: Message) -> "np.ndarray[Any, Any]":
    """The sentence vector, shape (1, 384)."""
    _, sentence = message.get_dense_features(TEXT)
    vector: np.ndarray[Any, Any] = sentence.features
    return vector

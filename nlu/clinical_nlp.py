"""Rasa component: gives the spaCy pipeline and its documents to the components that follow. Unlike
stock SpacyNLP it builds the pipeline, so no installed model is needed."""

from functools import cache
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from clinic.part_read import part_read
from nlu.pipeline import build

__all__ = ["ClinicalNLP", "build"]


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MODEL_LOADER,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=False,
    # Rasa looks for the provider of the model by the name of its class.
    model_from="ClinicalNLP",
)
class ClinicalNLP(SpacyNLP):
    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # "42M", "IIIA" and the offsets need the message as it was written.
        return {"case_sensitive": True}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ClinicalNLP":
        return cls(_model(), {**cls.get_default_config(), **config})

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """No component reads more than this; the channels hand over no more either."""
        for message in messages:
            if message.get(TEXT):
                message.set(TEXT, part_read(message.get(TEXT)).text)
        read: list[Message] = super().process(messages, model)
        return read

    def process_training_data(self, training_data: TrainingData, model: SpacyModel) -> TrainingData:
        """Nothing learns from what the grammars and word lists find."""
        return training_data


@cache
def _model() -> SpacyModel:
    """Rasa makes this component twice: one hands the pipeline on, the other reads with it."""
    return SpacyModel(model=build(), model_name="hipwise_clinical")

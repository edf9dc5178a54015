"""Marks messages that hold nothing to read: empty, only signs, only pictures. They get a reply of
their own instead of a guess. Named in config.yml."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

UNREADABLE = {"name": "unreadable", "confidence": 1.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UnreadableMarker(GraphComponent):
    """Sets the intent `unreadable` where a message has no letter and no digit."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "UnreadableMarker":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not any(character.isalnum() for character in message.get(TEXT) or ""):
                message.set("intent", UNREADABLE, add_to_output=True)
                message.set("intent_ranking", [UNREADABLE], add_to_output=True)
        return messages

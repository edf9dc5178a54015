"""Rasa component: plans the answer to a knowledge question - one topic, two, a choice of three, or
what was said before with something new in it. It marks the plan as entities, which rules and slots
read. Named in config.yml, after everything that decides what a message means."""

from functools import cache
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from clinic.language.vocabulary import word_lists
from nlu.topic_classifier import BESIDES, KNOWLEDGE, Topic, topics_of

TREATMENT, FOLLOW_UP, CHOICE, TERM = "treatment", "follow_up", "choice", "term"
STAGE_GROUP = "stage_group"
OF_TOPIC = ("topic", TREATMENT)
# Said with one's own stage, these carry on from the question before: "mine is Steinberg 1".
ABOUT_STAGES = frozenset({"early_vs_late_stage", "staging_systems"})
REPORTS = frozenset({"inform", "nlu_fallback"})
CLEAR = "clear"
AHEAD = "ahead"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerPlanner(GraphComponent):
    """Adds one of the entities `topic` (with `second_topic` where two are asked about),
    `close_call`, or none where the message carries on from an earlier one."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # A topic is clear when it is this sure, or that much ahead of the next.
        return {CLEAR: 0.6, AHEAD: 0.45}

    def __init__(self, config: dict[str, Any]) -> None:
        self._clear = config[CLEAR]
        self._ahead = config[AHEAD]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "AnswerPlanner":
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._plan(message)
        return messages

    def _plan(self, message: Message) -> None:
        found = {entity["entity"] for entity in message.get(ENTITIES) or []}
        if TERM in found and not self._is_about_topic(message):
            _settle(message, "ask_meaning")
        elif FOLLOW_UP in found:
            _settle(message, KNOWLEDGE)
        elif CHOICE in found:
            _settle(message, "inform")
        elif STAGE_GROUP in found and _is_about_stages(message):
            _add_entity(message, FOLLOW_UP, STAGE_GROUP)
        elif TERM in found:
            for kind, value in self._plan_of(message, TREATMENT in found):
                if kind in OF_TOPIC:
                    _add_entity(message, kind, value)
        elif message.get(INTENT)[INTENT_NAME_KEY] == KNOWLEDGE:
            for kind, value in self._plan_of(message, TREATMENT in found):
                _add_entity(message, kind, value)

    def _is_about_topic(self, message: Message) -> bool:
        """A term may be a topic too: "what is core decompression?"."""
        is_question = message.get(INTENT)[INTENT_NAME_KEY] == KNOWLEDGE
        return is_question and self._is_clear(*topics_of(message)[:2])

    def _plan_of(self, message: Message, names_treatment: bool) -> list[tuple[str, str]]:
        first, second = topics_of(message)[:2]
        besides = message.get(BESIDES)
        if besides:
            return [("topic", first.name), ("second_topic", besides)]
        if not self._is_clear(first, second):
            return [("close_call", first.name)]
        implied = None if names_treatment else _treatments_of_topics().get(first.name)
        return [("topic", first.name), *([(TREATMENT, implied)] if implied else [])]

    def _is_clear(self, first: Topic, second: Topic) -> bool:
        lead = first.confidence - second.confidence
        return bool(first.confidence >= self._clear or lead >= self._ahead)


def _is_about_stages(message: Message) -> bool:
    intent = message.get(INTENT)[INTENT_NAME_KEY]
    about_stages = intent == KNOWLEDGE and topics_of(message)[0].name in ABOUT_STAGES
    return about_stages or intent in REPORTS


def _settle(message: Message, name: str) -> None:
    """Sure of the intent; what the classifier made of it comes after."""
    intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
    ranking = message.get(INTENT_RANKING_KEY) or []
    others = [entry for entry in ranking if entry[INTENT_NAME_KEY] != name]
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent, *others], add_to_output=True)


def _add_entity(message: Message, kind: str, value: str) -> None:
    found = {
        "entity": kind,
        "value": value,
        "start": 0,
        "end": len(message.get(TEXT) or ""),
        "extractor": AnswerPlanner.__name__,
    }
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), found], add_to_output=True)


@cache
def _treatments_of_topics() -> dict[str, str]:
    topics: dict[str, list[str]] = word_lists("treatments")["topics"]
    return {topic: treatment for treatment, named in topics.items() for topic in named}

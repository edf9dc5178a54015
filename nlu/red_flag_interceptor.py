"""Rasa component: the safety net. Last in the pipeline, it has the last word on what a message
means: a red flag in the words overrules every classifier. Named in config.yml."""

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

from clinic.assertion import said_of_words
from clinic.triage import INTENTS, RedFlag, is_denied, red_flags
from clinic.triage import TIERS as SERIOUS_FIRST
from nlu.topic_classifier import WITHOUT_DENIED

TIERS = {intent: tier for tier, intent in INTENTS.items()}
LOOK_ALIKE = "no_alarm"  # sounds like an alarm and is none
ALL_CLEAR = "safe_now"
CLASSIFIER = "classifier"  # the cue of an alarm that no pattern found
THRESHOLD = "threshold"
CERTAIN = "certain"
SECOND_CHOICE = "second_choice"
SURE = "sure"
LEFT = "left"
MOSTLY = 0.5  # of the words
NOT_UNDERSTOOD = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagInterceptor(GraphComponent):
    """Sets the alarm's intent and a `red_flag` entity; drops a classifier's doubtful alarm."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {THRESHOLD: 0.35, CERTAIN: 0.85, LEFT: 0.5, SECOND_CHOICE: 0.2, SURE: 0.6}

    def __init__(self, config: dict[str, Any]) -> None:
        self._threshold = config[THRESHOLD]
        self._certain = config[CERTAIN]
        self._left = config[LEFT]
        self._second_choice = config[SECOND_CHOICE]
        self._sure = config[SURE]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "RedFlagInterceptor":
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._intercept(message, message.get(TEXT) or "")
        return messages

    def _intercept(self, message: Message, text: str) -> None:
        flags = [*red_flags(text), *self._of_classifier(message, text)]
        if flags:
            flag = min(flags, key=lambda flag: SERIOUS_FIRST.index(flag.tier))
            _settle_on(message, _alarm_first(message, flag))
            _add_entity(message, flag)
        else:
            _settle_on(message, self._without_alarms(message))

    def _of_classifier(self, message: Message, text: str) -> list[RedFlag]:
        """The alarms together must be likely enough: which of them it is matters less."""
        alarms = [i for i in _ranking(message) if i[INTENT_NAME_KEY] in TIERS]
        confidence = sum(intent[PREDICTED_CONFIDENCE_KEY] for intent in alarms)
        if confidence < max(self._threshold, _look_alike(message)):
            return []
        tier = TIERS[alarms[0][INTENT_NAME_KEY]]
        if self._is_away(tier, confidence, message, text):
            return []
        return [RedFlag(tier, CLASSIFIER, CLASSIFIER, 0, len(text))]

    def _is_away(self, tier: str, confidence: float, message: Message, text: str) -> bool:
        """Whether the words take back the alarm."""
        sure = confidence >= self._certain
        if tier == "crisis":
            # Denial can be the message itself ("I don't want to be here"): only a denial of the
            # words that we know takes it back ("I'm not suicidal").
            return not sure and is_denied(text, tier)
        return self._is_denied(message) or (not sure and _is_not_of_now(text))

    def _is_denied(self, message: Message) -> bool:
        """Whether no alarm is left when the words that are denied are left out."""
        left = message.get(WITHOUT_DENIED)
        return left is not None and sum(left.get(intent, 0.0) for intent in TIERS) < self._left

    def _without_alarms(self, message: Message) -> list[dict[str, Any]]:
        """A look-alike that is likely a question too ("can it cause a clot?") is that question, and
        a doubtful all-clear what else it may be."""
        others = [i for i in _ranking(message) if i[INTENT_NAME_KEY] not in TIERS]
        gives_way = bool(others) and self._gives_way(others[0])
        if gives_way and others[1][PREDICTED_CONFIDENCE_KEY] >= self._second_choice:
            return others[1:]
        return others

    def _gives_way(self, intent: dict[str, Any]) -> bool:
        if intent[INTENT_NAME_KEY] == ALL_CLEAR:
            return bool(intent[PREDICTED_CONFIDENCE_KEY] < self._sure)
        return bool(intent[INTENT_NAME_KEY] == LOOK_ALIKE)


def _is_not_of_now(text: str) -> bool:
    """Most of it is denied, past, general or of the family."""
    said = [about for _, about in said_of_words(text)]
    away = [a for a in said if a.negated or a.historical or a.hypothetical or a.family]
    return len(away) >= MOSTLY * len(said)


def _ranking(message: Message) -> list[dict[str, Any]]:
    return message.get(INTENT_RANKING_KEY) or []


def _look_alike(message: Message) -> float:
    """How likely it is that the message only sounds like an alarm."""
    found = (i for i in _ranking(message) if i[INTENT_NAME_KEY] == LOOK_ALIKE)
    return next((float(intent[PREDICTED_CONFIDENCE_KEY]) for intent in found), 0.0)


def _alarm_first(message: Message, flag: RedFlag) -> list[dict[str, Any]]:
    alarm = {INTENT_NAME_KEY: flag.intent, PREDICTED_CONFIDENCE_KEY: 1.0}
    others = (intent for intent in _ranking(message) if intent[INTENT_NAME_KEY] != flag.intent)
    return [alarm, *others]


def _settle_on(message: Message, ranking: list[dict[str, Any]]) -> None:
    message.set(INTENT, ranking[0] if ranking else NOT_UNDERSTOOD, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _add_entity(message: Message, flag: RedFlag) -> None:
    entities = [*(message.get(ENTITIES) or []), flag.as_entity()]
    message.set(ENTITIES, entities, add_to_output=True)

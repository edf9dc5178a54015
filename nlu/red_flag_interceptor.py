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

from clinic.triage import TIERS as SERIOUS_FIRST
from clinic.triage import RedFlag, red_flags
from nlu.alarm_classifier import FLAGS, LOOK_ALIKE, SHARES, TIERS

ALL_CLEAR = "safe_now"
CLASSIFIER = "classifier"  # the cue of an alarm that no pattern found
# How likely an alarm must be to be raised.
OF_PATTERN, OF_LONG_PATTERN, OF_WORDS = "pattern", "long_pattern", "words"
ASKS = "asks"
SERIOUS = "serious"
LONG = 300  # characters
SECOND_CHOICE = "second_choice"
SURE = "sure"
CHECK = "red_flag_check"
NOT_UNDERSTOOD = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagInterceptor(GraphComponent):
    """Sets the alarm's intent and a `red_flag` entity; or, where it may be one, leaves the intent
    and adds a `red_flag_check`, which is to be asked about."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # Measured on tests/phrases/safety*.yml and on lines of strangers. In a long story the
        # classifier hears the rest louder than the one sentence that matters. asks: by the words
        # alone; a pattern is always asked about at the least, for no classifier lifts an alarm.
        # serious: how likely a tier must be to count before a less serious one.
        return {
            OF_PATTERN: 0.9,
            OF_LONG_PATTERN: 0.1,
            OF_WORDS: 0.99,
            ASKS: 0.55,
            SERIOUS: 0.35,
            SECOND_CHOICE: 0.2,
            SURE: 0.6,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

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
        found = message.get(FLAGS)
        flags, shares = red_flags(text) if found is None else found, message.get(SHARES) or {}
        flag, likely = self._flag(flags, shares, text), _likely(message, flags, shares)
        if likely >= self._config[_bound(flags, text)]:
            _settle_on(message, _alarm_first(message, flag))
            _add_entity(message, flag.as_entity())
            return
        _settle_on(message, self._without_alarms(message))
        if flags or likely >= self._config[ASKS]:
            _add_entity(message, {**flag.as_entity(), "entity": CHECK})

    def _flag(self, flags: list[RedFlag], shares: dict[str, float], text: str) -> RedFlag:
        """The pattern's, unless the words sound clearly like something more serious."""
        clear = [t for t in SERIOUS_FIRST if shares.get(t, 0.0) >= self._config[SERIOUS]]
        likeliest = max(SERIOUS_FIRST, key=lambda tier: shares.get(tier, 0.0))
        of_words = RedFlag(next(iter(clear), likeliest), CLASSIFIER, CLASSIFIER, 0, len(text))
        candidates = [*flags[:1], *([of_words] if clear or not flags else [])]
        return min(candidates, key=lambda flag: SERIOUS_FIRST.index(flag.tier))

    def _without_alarms(self, message: Message) -> list[dict[str, Any]]:
        """A look-alike that is likely a question too ("can it cause a clot?") is that question, and
        a doubtful all-clear what else it may be."""
        others = [i for i in _ranking(message) if i[INTENT_NAME_KEY] not in TIERS]
        gives_way = bool(others) and self._gives_way(others[0])
        if gives_way and others[1][PREDICTED_CONFIDENCE_KEY] >= self._config[SECOND_CHOICE]:
            return others[1:]
        return others

    def _gives_way(self, intent: dict[str, Any]) -> bool:
        if intent[INTENT_NAME_KEY] == ALL_CLEAR:
            return bool(intent[PREDICTED_CONFIDENCE_KEY] < self._config[SURE])
        return bool(intent[INTENT_NAME_KEY] == LOOK_ALIKE)


def _bound(flags: list[RedFlag], text: str) -> str:
    if not flags:
        return OF_WORDS
    return OF_LONG_PATTERN if len(text) > LONG else OF_PATTERN


def _likely(message: Message, flags: list[RedFlag], shares: dict[str, float]) -> float:
    """By the words alone, both classifiers have to agree; a pattern has nobody to ask before the
    model is there."""
    if not shares:
        return float(bool(flags))
    by_intent = sum(
        intent[PREDICTED_CONFIDENCE_KEY]
        for intent in _ranking(message)
        if intent[INTENT_NAME_KEY] in TIERS
    )
    of_alarms = sum(shares.values())
    return of_alarms if flags else (of_alarms + by_intent) / 2


def _ranking(message: Message) -> list[dict[str, Any]]:
    return message.get(INTENT_RANKING_KEY) or []


def _alarm_first(message: Message, flag: RedFlag) -> list[dict[str, Any]]:
    alarm = {INTENT_NAME_KEY: flag.intent, PREDICTED_CONFIDENCE_KEY: 1.0}
    others = (intent for intent in _ranking(message) if intent[INTENT_NAME_KEY] != flag.intent)
    return [alarm, *others]


def _settle_on(message: Message, ranking: list[dict[str, Any]]) -> None:
    message.set(INTENT, ranking[0] if ranking else NOT_UNDERSTOOD, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _add_entity(message: Message, entity: dict[str, Any]) -> None:
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)

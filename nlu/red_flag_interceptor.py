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
PATTERN, WORDS = "pattern", "words"
RAISES, ASKS = "raises", "asks"
SERIOUS = "serious"
LONG, DROWNED = 300, 0.1  # characters; how likely an alarm is all the same
CRISIS, IN_CRISIS = "crisis", "in_crisis"
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
        # How likely an alarm must be to be raised, or asked about, where a pattern was found and
        # where only the words as a whole sound like one; measured in docs/understanding.md.
        return {
            # A pattern is always asked about at the least: no classifier lifts an alarm.
            PATTERN: {RAISES: 0.9, ASKS: 0.0},
            WORDS: {RAISES: 0.99, ASKS: 0.5},
            IN_CRISIS: 0.3,
            SERIOUS: 0.35,
            SECOND_CHOICE: 0.2,
            SURE: 0.6,
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._bounds = {kind: config[kind] for kind in (PATTERN, WORDS)}
        self._in_crisis = config[IN_CRISIS]
        self._serious = config[SERIOUS]
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
        found = message.get(FLAGS)
        flags, shares = red_flags(text) if found is None else found, message.get(SHARES) or {}
        flag, bounds = self._flag(flags, shares, text), self._bounds[PATTERN if flags else WORDS]
        likely = sum(shares.values()) if shares else float(bool(flags))
        # In a long story the classifier hears the rest louder than the one sentence that matters.
        is_drowned = bool(flags) and len(text) > LONG and likely >= DROWNED
        if is_drowned or likely >= bounds[RAISES]:
            _settle_on(message, _alarm_first(message, flag))
            _add_entity(message, flag.as_entity())
            return
        _settle_on(message, self._without_alarms(message))
        if likely >= bounds[ASKS] or shares.get(CRISIS, 0.0) >= self._in_crisis:
            _add_entity(message, {**flag.as_entity(), "entity": CHECK})

    def _flag(self, flags: list[RedFlag], shares: dict[str, float], text: str) -> RedFlag:
        """The pattern's, unless the words sound clearly like something more serious."""
        serious = [tier for tier in SERIOUS_FIRST if shares.get(tier, 0.0) >= self._serious]
        likeliest = max(SERIOUS_FIRST, key=lambda tier: shares.get(tier, 0.0))
        of_words = RedFlag(next(iter(serious), likeliest), CLASSIFIER, CLASSIFIER, 0, len(text))
        if not flags:
            return of_words
        return min([flags[0], *([of_words] if serious else [])], key=_rank)

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


def _rank(flag: RedFlag) -> int:
    return SERIOUS_FIRST.index(flag.tier)


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

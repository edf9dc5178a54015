"""Rasa component: the safety net. Last in the pipeline, it has the last word on what a message
means: a red flag in the words overrules every classifier. Named in config.yml."""

from typing import Any, Dict, List, Optional, Text

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

from clinic.assertion import assertion
from clinic.triage import RedFlag, red_flags

INTENTS = {"emergency": "emergency", "crisis": "crisis", "urgent": "urgent_symptom"}
TIERS = {intent: tier for tier, intent in INTENTS.items()}
THRESHOLD = "threshold"
NOT_UNDERSTOOD = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagInterceptor(GraphComponent):  # type: ignore[misc]
    """Sets the alarm's intent and a `red_flag` entity; drops a classifier's doubtful alarm."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {THRESHOLD: 0.75}

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._threshold = config[THRESHOLD]

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "RedFlagInterceptor":
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            self._intercept(message, message.get(TEXT) or "")
        return messages

    def _intercept(self, message: Message, text: Text) -> None:
        flag = next(iter(red_flags(text)), None) or self._of_classifier(message, text)
        if flag:
            _settle_on(message, _alarm_first(message, flag.tier))
            _add_entity(message, flag)
        elif _intent(message)[INTENT_NAME_KEY] in TIERS:
            _settle_on(message, _without_alarms(message))

    def _of_classifier(self, message: Message, text: Text) -> Optional[RedFlag]:
        intent = _intent(message)
        tier = TIERS.get(intent[INTENT_NAME_KEY])
        if tier is None or intent[PREDICTED_CONFIDENCE_KEY] < self._threshold or _not_now(text):
            return None
        return RedFlag(tier, "classifier", "classifier", 0, len(text))


def _intent(message: Message) -> Dict[Text, Any]:
    return message.get(INTENT) or NOT_UNDERSTOOD


def _not_now(text: Text) -> bool:
    """Plainly denied or general, as said of the message's last word."""
    end = len(text.rstrip(" .?!"))
    said = assertion(text, end - 1, end)
    return said.negated or said.hypothetical


def _alarm_first(message: Message, tier: Text) -> List[Dict[Text, Any]]:
    alarm = {INTENT_NAME_KEY: INTENTS[tier], PREDICTED_CONFIDENCE_KEY: 1.0}
    ranking = message.get(INTENT_RANKING_KEY) or []
    return [alarm, *(other for other in ranking if other[INTENT_NAME_KEY] != INTENTS[tier])]


def _without_alarms(message: Message) -> List[Dict[Text, Any]]:
    ranking = message.get(INTENT_RANKING_KEY) or []
    return [intent for intent in ranking if intent[INTENT_NAME_KEY] not in TIERS]


def _settle_on(message: Message, ranking: List[Dict[Text, Any]]) -> None:
    message.set(INTENT, ranking[0] if ranking else NOT_UNDERSTOOD, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _add_entity(message: Message, flag: RedFlag) -> None:
    found = {
        "entity": "red_flag",
        "value": flag.tier,
        "cue": flag.alarm,
        "start": flag.start,
        "end": flag.end,
        "confidence_entity": 1.0,
        "extractor": "RedFlagInterceptor",
    }
    message.set(ENTITIES, [*(message.get(ENTITIES) or []), found], add_to_output=True)

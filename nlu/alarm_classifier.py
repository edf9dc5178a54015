"""Rasa component: how likely a message is an alarm, and of which tier, by its words and by what the
grammars see in it (clinic/alarm_signs.py). What follows from that is the safety net's matter
(nlu/red_flag_interceptor.py). Named in config.yml, after the sentence encoder.

A model of its own, because it learns from pairs: a danger and its nearest harmless neighbours,
which count as much here as all the ordinary questions together.
"""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from clinic.alarm_signs import with_signs
from clinic.triage import INTENTS, red_flags
from nlu.linear_classifier import LinearClassifier, meaning_of

FLAGS = "red_flags"  # of a message: the patterns that it holds
SHARES = "alarm_shares"  # of a message: how likely it is of each tier
LOOK_ALIKE = "no_alarm"  # sounds like an alarm and is none
TIERS = {intent: tier for tier, intent in INTENTS.items()}
OTHER = "other"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AlarmClassifier(LinearClassifier):
    """Leaves intent and entities as they are; FLAGS and SHARES are for the next component."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 5.0}  # as in the topic classifier

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.features:
                self._weigh(message)
        return messages

    def _weigh(self, message: Message) -> None:
        text = message.get(TEXT)
        flags = red_flags(text)
        shares = self.model.confidences(meaning_of(message), with_signs(text, flags), 1.0)
        message.set(FLAGS, flags)
        message.set(SHARES, {tier: shares.get(tier, 0.0) for tier in INTENTS})

    def _words_of(self, example: Message) -> str:
        text = example.get(TEXT)
        return with_signs(text, red_flags(text))

    def _label_of(self, example: Message) -> str:
        intent = example.get(INTENT)
        return LOOK_ALIKE if intent == LOOK_ALIKE else TIERS.get(intent, OTHER)

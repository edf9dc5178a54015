"""Tells the intent of a message and, for a knowledge question, its topic (or what kind of message
out of our field it is): one linear classifier over all of them, so that every confidence is
comparable with every other.

The pipeline's classifier (config.yml). It reports topics in the form of Rasa's own response
selector, which is what `utter_ask` and Rasa's tools read.
"""

from typing import Any, NamedTuple

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message

from clinic.standing import Standing, weighed
from nlu.linear_classifier import LinearClassifier, meaning_of
from nlu.sentence_encoder import CLAUSES
from nlu.standing_of_tracker import standing_of

KNOWLEDGE, OUTSIDE = "ask", "out_of_scope"
SUB = "/"  # between a retrieval intent and its key
BESIDES = "asked_besides"
SURE_CLAUSE = "sure_clause"
TEMPERATURE = "temperature"
OUTSIDE_RATIO = "outside_ratio"

Ranked = list[tuple[str, float]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(LinearClassifier):
    """A linear model over full labels (`greet`, `ask/cost`). `ask` is as sure as all its topics
    together; which of them it is, is the answer planner's matter."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # C: the inverse of regularisation. temperature: what makes confidence equal to the share of
        # right answers on phrases apart from training and tests. sure_clause: how sure a clause of
        # its own must be to count as a second question. outside_ratio: how likely it may be, beside
        # a question of our field, that a message is none.
        return {"C": 5.0, TEMPERATURE: 0.5, SURE_CLAUSE: 0.65, OUTSIDE_RATIO: 0.25}

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Rasa gives the tracker as it was before the message."""
        standing = standing_of(tracker)
        for message in messages:
            if message.features:
                self._classify(message, standing)
        return messages

    def _label_of(self, example: Message) -> str:
        return str(example.get(INTENT_RESPONSE_KEY) or example.get(INTENT))

    def _classify(self, message: Message, standing: Standing) -> None:
        labels = weighed(self._confidences(meaning_of(message), message.get(TEXT)), standing)
        keys = _by_retrieval_intent(labels)
        intents = {k: v for k, v in labels.items() if SUB not in k}
        intents |= {intent: sum(of_intent.values()) for intent, of_intent in keys.items()}
        ranked = self._without_doubtful_question(_best_first(intents))
        ranking = [{"name": k, "confidence": v} for k, v in ranked]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[:LABEL_RANKING_LENGTH], add_to_output=True)
        message.set(RESPONSE_SELECTOR, _selections(keys), add_to_output=True)
        message.set(BESIDES, self._asked_besides(message))

    def _without_doubtful_question(self, ranked: Ranked) -> Ranked:
        """A question that may well be out of our field is taken to be so: an answer to another
        question than was asked is worse than none."""
        outside = dict(ranked).get(OUTSIDE, 0.0)
        best, confidence = ranked[0]
        if best != KNOWLEDGE or outside <= self.config[OUTSIDE_RATIO] * confidence:
            return ranked
        return [(OUTSIDE, confidence), *(entry for entry in ranked if entry[0] != OUTSIDE)]

    def _asked_besides(self, message: Message) -> str | None:
        """The second topic of a message whose clauses ask about two."""
        first = topics_of(message)[0].name
        for text, vector in message.get(CLAUSES) or []:
            label, confidence = _best_first(self._confidences(vector[np.newaxis], text))[0]
            intent, _, topic = label.partition(SUB)
            if intent == KNOWLEDGE and topic != first and confidence >= self.config[SURE_CLAUSE]:
                return topic
        return None

    def _confidences(self, meaning: Any, text: str) -> dict[str, float]:
        return self.model.confidences(meaning, text, self.config[TEMPERATURE])


class Topic(NamedTuple):
    name: str
    confidence: float


def topics_of(message: Message) -> list[Topic]:
    """The likeliest first."""
    ranking = message.get(RESPONSE_SELECTOR)[KNOWLEDGE]["ranking"]
    return [
        Topic(entry[INTENT_RESPONSE_KEY].partition(SUB)[2], entry["confidence"])
        for entry in ranking
    ]


def _best_first(confidences: dict[str, float]) -> Ranked:
    return sorted(confidences.items(), key=lambda item: -item[1])


def _by_retrieval_intent(labels: dict[str, float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for label, confidence in labels.items():
        if SUB in label:
            found.setdefault(label.partition(SUB)[0], {})[label] = confidence
    return found


def _selections(keys: dict[str, dict[str, float]]) -> dict[str, Any]:
    """The topics, and what else has kinds, as the stock ResponseSelector reports them."""
    return {"all_retrieval_intents": list(keys), **{k: _selection(v) for k, v in keys.items()}}


def _selection(of_intent: dict[str, float]) -> dict[str, Any]:
    # The rest is next to nothing, and would be stored and sent about with every message.
    likely = _best_first(of_intent)[:LABEL_RANKING_LENGTH]
    ranking = [{INTENT_RESPONSE_KEY: k, "confidence": v} for k, v in likely]
    best = ranking[0]
    utter_action = f"{UTTER_PREFIX}{best[INTENT_RESPONSE_KEY]}"
    response = {**best, "responses": [], "utter_action": utter_action}
    return {"response": response, "ranking": ranking}

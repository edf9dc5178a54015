"""Tells the intent of a message and, for a knowledge question, its topic: one linear classifier
over all of them, so that every confidence is comparable with every other.

The pipeline's classifier (config.yml). It reports topics in the form of Rasa's own response
selector, which is what `utter_ask` and Rasa's tools read.
"""

from typing import Any

import skops.io
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

KNOWLEDGE = "ask"
FILE = "topics.skops"
# Types that may be in the file besides those that skops trusts itself: the weights of n-grams.
TRUSTED = ["scipy.sparse._csr.csr_matrix"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression over full labels (`greet`, `ask/cost`). `ask` is as sure as its
    best topic, so that a question about nothing in particular falls below the threshold."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # C is the inverse of regularisation; features of unit length want little of it.
        return {**LogisticRegressionClassifier.get_default_config(), "C": 20.0, "max_iter": 500}

    def __init__(self, config: dict[str, Any], *args: Any) -> None:
        super().__init__(config, *args)
        self.clf.set_params(C=self.config["C"])
        # Letters see through misspelling, words through paraphrase that shares a rare term; the
        # sentence vector alone is four points weaker (see CHANGELOG, 2026-11-23).
        self.spelling = FeatureUnion(
            [
                ("letters", _ngrams(analyzer="char_wb", ngram_range=(2, 4))),
                ("words", _ngrams(analyzer="word", ngram_range=(1, 2))),
            ]
        )

    def _create_training_matrix(self, training_data: TrainingData) -> tuple[csr_matrix, list[str]]:
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        labels = [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in examples]
        self.spelling.fit([e.get(TEXT) for e in examples])
        return self._create_X(examples), labels

    def _create_X(self, messages: list[Message]) -> csr_matrix:  # noqa: N802 - Rasa's name
        meaning = csr_matrix([m.get_dense_features(TEXT)[1].features[0] for m in messages])
        return hstack([meaning, self.spelling.transform([m.get(TEXT) for m in messages])]).tocsr()

    def persist(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump({"clf": self.clf, "spelling": self.spelling}, folder / FILE)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TopicClassifier":
        classifier = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            parts = skops.io.load(folder / FILE, trusted=TRUSTED)
        classifier.clf, classifier.spelling = parts["clf"], parts["spelling"]
        return classifier

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.features:
                self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        probabilities = self.clf.predict_proba(self._create_X([message]))[0]
        labels = dict(zip(self.clf.classes_, map(float, probabilities), strict=True))
        topics = {k: v for k, v in labels.items() if k.startswith(f"{KNOWLEDGE}/")}
        intents = {k: v for k, v in labels.items() if k not in topics}
        intents[KNOWLEDGE] = max(topics.values())
        ranking = [{"name": k, "confidence": v} for k, v in _best_first(intents)]
        message.set("intent", ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking[: self.config["ranking_length"]], add_to_output=True)
        message.set(RESPONSE_SELECTOR, _selection(topics), add_to_output=True)


def _ngrams(**options: Any) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=True, **options)


def _best_first(confidences: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(confidences.items(), key=lambda item: -item[1])


def _selection(topics: dict[str, float]) -> dict[str, Any]:
    """The topics as the stock ResponseSelector reports them."""
    ranking = [
        {INTENT_RESPONSE_KEY: key, "confidence": value} for key, value in _best_first(topics)
    ]
    best = ranking[0]
    response = {
        **best,
        "responses": [],
        "utter_action": f"{UTTER_PREFIX}{best[INTENT_RESPONSE_KEY]}",
    }
    return {
        "all_retrieval_intents": [KNOWLEDGE],
        KNOWLEDGE: {"response": response, "ranking": ranking},
    }

"""Logistic regression over a sentence vector and the n-grams of the words. Called by the topic
classifier, which is its Rasa side.

It is kept as plain numbers. Rasa's own classifier keeps its estimator with skops, whose import
alone costs five seconds at every start, and predicts three milliseconds slower.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.regression import fit

Matrix = npt.NDArray[Any]

# Letters see through misspelling, words through a paraphrase that shares a rare term; the sentence
# vector alone is six points weaker (CHANGELOG, 2026-11-23).
NGRAMS: tuple[dict[str, Any], ...] = (
    {"analyzer": "char_wb", "ngram_range": (2, 4)},
    {"analyzer": "word", "ngram_range": (1, 2)},
)
# Full convergence takes three times as long and understands strangers no better.
ITERATIONS = 30
WEIGHTS, WORDS = "weights.npz", "words.json"


class LinearModel:
    """`weights` has a row per feature and a column per label."""

    def __init__(
        self,
        labels: list[str],
        vectorizers: list[TfidfVectorizer],
        weights: Matrix,
        bias: Matrix,
    ) -> None:
        self.labels = labels
        self.vectorizers = vectorizers
        self._ngrams = [Ngrams(vectorizer) for vectorizer in vectorizers]
        # In memory as the product reads it; otherwise every message copies all of it.
        self.weights = np.ascontiguousarray(weights, dtype=np.float32)
        self.bias = bias

    @classmethod
    def untrained(cls) -> "LinearModel":
        return cls([], [], np.zeros((0, 0)), np.zeros(0))

    @classmethod
    def fitted(
        cls, meanings: Matrix, texts: Sequence[str], labels: Sequence[str], regularity: float
    ) -> "LinearModel":
        """`meanings` has a row per text."""
        vectorizers = [_vectorizer(options) for options in NGRAMS]
        ngrams = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers])
        found = fit(meanings, ngrams, labels, regularity=regularity, iterations=ITERATIONS)
        return cls(found.labels, vectorizers, found.weights, found.bias)

    def confidences(self, meaning: Matrix, text: str, temperature: float) -> dict[str, float]:
        """By label; they add up to one. `meaning` has shape (1, n). A temperature under one makes
        them surer (Guo et al. 2017, On Calibration of Modern Neural Networks)."""
        scores = self.bias + meaning[0] @ self.weights[: meaning.shape[1]]
        start = meaning.shape[1]
        for ngrams in self._ngrams:
            columns, values = ngrams.of(text)
            scores = scores + values @ self.weights[start + columns]
            start += len(ngrams.vocabulary)
        likelihoods = np.exp((scores - scores.max()) / temperature)
        likelihoods /= likelihoods.sum()
        return dict(zip(self.labels, likelihoods.tolist(), strict=True))

    def save(self, folder: Path) -> None:
        idfs = {f"idf{i}": vectorizer.idf_ for i, vectorizer in enumerate(self.vectorizers)}
        np.savez(folder / WEIGHTS, weights=self.weights, bias=self.bias, **idfs)
        words = [_by_column(vectorizer) for vectorizer in self.vectorizers]
        content = json.dumps({"labels": self.labels, "words": words})
        (folder / WORDS).write_text(content, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LinearModel":
        content = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        numbers = np.load(folder / WEIGHTS)
        vectorizers = []
        for i, (options, words) in enumerate(zip(NGRAMS, content["words"], strict=True)):
            vectorizer = _vectorizer(options, vocabulary=words)
            vectorizer.idf_ = numbers[f"idf{i}"]
            vectorizers.append(vectorizer)
        return cls(content["labels"], vectorizers, numbers["weights"], numbers["bias"])


class Ngrams:
    """What a vectorizer makes of a text; it is made for many, and slow for one."""

    def __init__(self, vectorizer: TfidfVectorizer) -> None:
        self.vocabulary: dict[str, int] = vectorizer.vocabulary_
        self._idf = vectorizer.idf_
        self._split = vectorizer.build_analyzer()

    def of(self, text: str) -> tuple[Matrix, Matrix]:
        """Columns, and a unit vector of what stands in them."""
        known = (self.vocabulary[gram] for gram in self._split(text) if gram in self.vocabulary)
        counts = Counter(known)
        columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        values = (1 + np.log(often)) * self._idf[columns]
        return columns, values / (np.linalg.norm(values) or 1)


def _vectorizer(options: dict[str, Any], **more: Any) -> TfidfVectorizer:
    # What stands in one example only tells nothing of the next, and doubles the training time.
    return TfidfVectorizer(sublinear_tf=True, min_df=2, **options, **more)


def _by_column(vectorizer: TfidfVectorizer) -> list[str]:
    return sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)

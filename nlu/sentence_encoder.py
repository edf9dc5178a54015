"""Turns a message into the vector of its meaning: all-MiniLM-L6-v2 in onnxruntime.

The pipeline's featurizer (config.yml). The model file is built by tools/export_encoder.py.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer as WordPieces

from clinic.language.clauses import questions

BATCH_SIZE = 64
CLAUSES = "clauses"  # of a message: the texts and vectors of its several questions
PROJECT = Path(__file__).parent.parent


class Encoder:
    """Sentences to unit vectors, shape (sentences, 384)."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        options = onnxruntime.SessionOptions()
        # Threads that spin between messages take the cores from Rasa: 22 ms a message become 34.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options)
        self.word_pieces = WordPieces.from_file(str(folder / "tokenizer.json"))
        # The question of a long story stands at its end, so that is the part to keep.
        self.word_pieces.enable_truncation(max_tokens, direction="left")
        self.word_pieces.enable_padding()

    def encode(self, sentences: list[str]) -> "np.ndarray[Any, Any]":
        encodings = self.word_pieces.encode_batch(sentences)
        inputs = {
            "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
        }
        vectors: np.ndarray[Any, Any] = self.session.run(None, inputs)[0]
        return vectors


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """A Rasa featurizer of sentence features (Reimers and Gurevych 2019, Sentence-BERT)."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["onnxruntime", "tokenizers"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DenseFeaturizer.get_default_config(),
            "folder": ".tools/encoder",
            "max_tokens": 128,
        }

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self.encoder = Encoder(PROJECT / config["folder"], config["max_tokens"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoder":
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        model = PROJECT / config.get("folder", ".tools/encoder") / "encoder.onnx"
        if not model.is_file():
            raise FileNotFoundError("the sentence encoder is not built; run: make setup")

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        # Neighbours in length share a batch, so that little of it is padding.
        written = sorted(_written(training_data.training_examples), key=lambda m: len(m.get(TEXT)))
        for start in range(0, len(written), BATCH_SIZE):
            batch = written[start : start + BATCH_SIZE]
            vectors = self.encoder.encode([m.get(TEXT) for m in batch])
            for message, vector in zip(batch, vectors, strict=True):
                self._set_meaning(message, vector)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in _written(messages):
            text = message.get(TEXT)
            parts = questions(text)
            whole, *of_parts = self.encoder.encode([text, *parts])
            self._set_meaning(message, whole)
            message.set(CLAUSES, list(zip(parts, of_parts, strict=True)))
        return messages

    def _set_meaning(self, message: Message, vector: "np.ndarray[Any, Any]") -> None:
        message.add_features(
            Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
        )


def _written(messages: list[Message]) -> list[Message]:
    return [message for message in messages if message.get(TEXT)]

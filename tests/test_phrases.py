"""The phrases that measure understanding are new to the model: none is nearly an example of its
training. (Exact repetitions are the content check's matter.)"""

from itertools import chain

import numpy as np
import pytest

from nlu.sentence_encoder import PROJECT, Encoder
from tests.test_content import FILES, TODAY
from tools.content.reading import Content
from tools.evaluation.phrases import SAFETY, load

NEARLY_THE_SAME = 0.97  # cosine
# Letters that the encoder cannot tell apart.
OTHER_LETTERS = "language_other"
UNSEEN = ("knowledge", "intents", *SAFETY)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(PROJECT / ".tools" / "encoder", 128)


def vectors(
    encoder: Encoder, texts: list[str]
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    """In the order of the texts; encoded by length, or most of it would be padding."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    batches = [order[start : start + 64] for start in range(0, len(order), 64)]
    found = np.zeros((len(texts), 384), dtype=np.float32)
    for batch in batches:
        found[batch] = encoder.encode([texts[at] for at in batch])
    return found


def test_no_phrase_is_nearly_an_example(encoder: Encoder) -> None:
    learnt = [
        example.text
        for example in Content(FILES, TODAY).examples
        if not example.intent.startswith(OTHER_LETTERS)
    ]
    groups = [*chain.from_iterable(load(file).items() for file in UNSEEN)]
    unseen = [p["text"] for name, group in groups for p in group if name != OTHER_LETTERS]
    closeness = vectors(encoder, unseen) @ vectors(encoder, learnt).T
    nearest = closeness.argmax(axis=1)
    near = [
        (phrase, learnt[at])
        for phrase, at, row in zip(unseen, nearest, closeness, strict=True)
        if row[at] >= NEARLY_THE_SAME
    ]
    assert near == []

"""Sentences that the assistant says to patients, for paper: the plain short variants of
data/prescreen/, so that nothing is worded twice. Called by the page and by the questionnaire."""

from collections.abc import Iterator
from functools import cache

from clinic.content.file import DATA, read
from clinic.content.training_data import Question, TrainingData

_FOLDER = DATA / "prescreen"
PLAIN = "sms"  # without markup


def sentence(reply: str) -> str:
    """Raises KeyError for a reply that is not written."""
    return _plain_variants()[reply]


def question(slot: str) -> str | None:
    """As it is asked; None where the assistant has no words for it."""
    return _plain_variants().get(f"utter_ask_prescreen_form_{slot}")


@cache
def _plain_variants() -> dict[str, str]:
    return {
        name: variant.text
        for file in _files()
        for name, variants in file.responses.items()
        for variant in variants
        if variant.channel == PLAIN
    }


def _files() -> Iterator[TrainingData]:
    yield read(_FOLDER / "results.yml", TrainingData)
    yield from (read(path, Question) for path in _FOLDER.glob("questions/*.yml"))

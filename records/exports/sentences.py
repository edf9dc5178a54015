"""Sentences that the assistant says to patients, for paper: the plain short variants of
data/prescreen/, so that nothing is worded twice. Called by the page and by the questionnaire."""

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parents[2] / "data/prescreen"
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
        name: variant["text"]
        for file in (_FOLDER / "results.yml", *_FOLDER.glob("questions/*.yml"))
        for name, variants in _replies(file).items()
        for variant in variants
        if variant.get("channel") == PLAIN
    }


def _replies(path: Path) -> dict[str, list[dict[str, str]]]:
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    replies: dict[str, list[dict[str, str]]] = tree["responses"]
    return replies

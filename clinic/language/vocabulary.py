"""Reads the word lists under `data/vocabulary/`, which clinicians may change; used by the grammars
here and by the spaCy components."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "data" / "vocabulary"


@dataclass(frozen=True)
class Entry:
    """Phrases that mean the same thing. An entry without a slot is a decoy: words that look like
    an answer and are none. `only_when_asked` words are too general to count unasked. A reply has
    its `place` in the message; a `closed` one counts only where its clause ends with it."""

    id: str
    phrases: tuple[str, ...]
    slot: str | None = None
    value: str | None = None
    only_when_asked: bool = False
    negatable: bool = True
    place: str = "anywhere"
    closed: bool = False


@cache
def word_lists(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.yml").open(encoding="utf-8") as file:
        lists: dict[str, Any] = yaml.safe_load(file)
    return lists


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of one file; an unknown key is a TypeError that names it."""
    return tuple(
        Entry(**{**entry, "phrases": tuple(_written_out(entry["phrases"]))})
        for entry in word_lists(name)["entries"]
    )


def _written_out(phrases: Iterable[str]) -> Iterator[str]:
    """ "(a|b) c" is "a c" and "b c"; an empty choice leaves the words out."""
    for phrase in phrases:
        pieces = re.split(r"\(([^()]*)\)", phrase)
        choices = [[p] if i % 2 == 0 else p.split("|") for i, p in enumerate(pieces)]
        for chosen in product(*choices):
            yield " ".join("".join(chosen).split())


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first; a space is any white space."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first) + ")"

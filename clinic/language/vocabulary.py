"""Reads the word lists under `data/vocabulary/`, which clinicians may change; used by the grammars
here and by the spaCy components."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Any

from clinic.content.file import DATA, Part, read
from clinic.content.vocabulary import VOCABULARY, Entry

__all__ = ["Entry", "any_of", "entries", "word_lists"]

FOLDER = DATA / "vocabulary"


@cache
def word_lists(name: str) -> dict[str, Any]:
    """The lists of one file by name, as its model has them (clinic/content/vocabulary.py)."""
    lists: Part | dict[str, Any] = read(FOLDER / f"{name}.yml", VOCABULARY[name])
    return lists.dict() if isinstance(lists, Part) else lists


@cache
def entries(name: str) -> tuple[Entry, ...]:
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

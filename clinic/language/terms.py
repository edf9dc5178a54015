"""Medical words that a message asks the meaning of ("what is a crescent sign?"), and asks nothing
else. Called by `nlu/conversation_cues.py`."""

import re
from functools import cache

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

_LONGEST = 150  # characters


def find_terms(text: str) -> list[Finding]:
    """One, spanning the message, where all of it asks for one term."""
    found = _question().fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return []
    term = _terms()[_spaced(found["term"])]
    return [Finding("term", term, 0, len(text), f"term_{term}")]


@cache
def _question() -> re.Pattern[str]:
    lists = word_lists("meaning")
    before, after, spoken = (any_of(lists[name]) for name in ("before", "after", "fillers"))
    term = any_of(_terms()).replace(r"\s+", r"[\s-]+")
    return re.compile(
        rf"\W*(?:{spoken}\W+)*{before}\W+(?:(?:a|an|the|my|that|this|by)\W+)*?"
        rf"(?P<term>{term})(?:\W+{after})*\W*",
        re.IGNORECASE,
    )


@cache
def _terms() -> dict[str, str]:
    """From each way to write it to the term's id."""
    return {_spaced(way): term for term, ways in word_lists("terms").items() for way in ways}


def _spaced(text: str) -> str:
    return " ".join(re.split(r"\W+", text.lower()))

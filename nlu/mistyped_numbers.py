"""Numbers in words that are typed wrong ("sevnty one", "fiv"), where the message says nothing else.
Called by `nlu/quantities.py`."""

import re

from clinic.findings import Finding
from clinic.language.numbers import NUMBER_WORDS
from clinic.language.vocabulary import any_of, word_lists
from nlu.slips import is_slip_of

_LISTS = word_lists("numbers")
_LONGEST = 60  # characters
_LAST_UNIT = 9
_ALONE = re.compile(
    rf"(?:\W|\b{any_of(_LISTS['said_before'])}\b)*(?P<first>[a-z]{{3,9}})"
    rf"(?:[\s-](?P<second>[a-z]{{3,9}}))?(?:\W|\b{any_of(_LISTS['said_after'])}\b)*",
    re.IGNORECASE,
)
_AFTER_A_NUMBER = re.compile(r"(?:\s*\b(?:years?|yrs?|old|yo)\b)*\W*$", re.IGNORECASE)


def find_mistyped_numbers(text: str) -> list[Finding]:
    if len(text) > _LONGEST:
        return []
    m = _ALONE.fullmatch(_AFTER_A_NUMBER.sub("", text))
    value = _value(m["first"].lower(), (m["second"] or "").lower()) if m else None
    if m is None or value is None:
        return []
    end = m.end("second") if m["second"] else m.end("first")
    return [Finding("number", value, m.start("first"), end, "mistyped_number")]


def _value(first: str, second: str) -> int | None:
    """None where nothing is typed wrong, or where it is no number."""
    if {first, second} <= {*NUMBER_WORDS, ""}:
        return None
    tens, unit = _number(first), _number(second) if second else 0
    if tens is None or unit is None:
        return None
    if not second:
        return tens
    return tens + unit if tens > _LAST_UNIT and tens % 10 == 0 and 0 < unit <= _LAST_UNIT else None


def _number(word: str) -> int | None:
    known: dict[str, int] = NUMBER_WORDS | _LISTS["number_slang"]
    if word in known or word in _LISTS["no_numbers"]:
        return known.get(word)
    meant = {value for name, value in known.items() if is_slip_of(word, name)}
    return meant.pop() if len(meant) == 1 else None

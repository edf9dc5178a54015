"""Which answers of the pre-screen a message names ("change my age"). Called by `clinic/told.py` and
`clinic/prescreen.py`."""

import re
from functools import cache

from clinic.language.vocabulary import any_of, word_lists

_LONGEST = 60  # characters
_CHANGES = word_lists("answer_changes")


def named_answers(text: str) -> list[str]:
    """The slots whose names stand in the text, the longest name first."""
    found = {slot: match for slot, name in _names().items() if (match := name.search(text))}
    return sorted(found, key=lambda slot: -len(found[slot][0]))


def only_names_one(text: str) -> bool:
    """It says no more than that this answer is to be changed: "change my surgery answer"."""
    return len(text) <= _LONGEST and _only_named().fullmatch(text) is not None


@cache
def _names() -> dict[str, re.Pattern[str]]:
    lists = word_lists("answer_names").items()
    return {slot: re.compile(rf"\b{any_of(names)}\b", re.IGNORECASE) for slot, names in lists}


@cache
def _only_named() -> re.Pattern[str]:
    names = any_of(name for names in word_lists("answer_names").values() for name in names)
    before, after = any_of(_CHANGES["before"]), any_of(_CHANGES["after"])
    return re.compile(
        rf"\W*(?:{before}\W+)*(?:{names}\W+)*{names}(?:\W+{after})*\W*", re.IGNORECASE
    )

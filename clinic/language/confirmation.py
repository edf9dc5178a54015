"""Whether somebody finds the answers right that were read back ("all good", "looks right"). Called
by `clinic/told.py`."""

import re

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("confirmation")
_LONGEST = 60  # characters
_SIDE = "right"
_BEFORE, _AFTER = (any_of(_LISTS[name]) for name in ("before", "after"))
_NAMES_NO_SIDE = any_of(p for p in _LISTS["right"] if _SIDE not in p)
_WHOLE_MESSAGE = re.compile(
    rf"\W*(?:(?:{_BEFORE}\W+)*{any_of(_LISTS['right'])}"
    rf"|{any_of(_LISTS['denied'])}\W+(?:{_BEFORE}\W+)*{_NAMES_NO_SIDE})(?:\W+{_AFTER})*\W*",
    re.IGNORECASE,
)


def finds_all_right(text: str) -> bool:
    return len(text) <= _LONGEST and _WHOLE_MESSAGE.fullmatch(text) is not None

"""Whether somebody finds the answers right that were read back ("all good", "looks right"). Called
by `clinic/told.py`."""

import re

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("confirmation")
_LONGEST = 60  # characters
_WHOLE_MESSAGE = re.compile(
    rf"\W*(?:{any_of(_LISTS['before'])}\W+)*{any_of(_LISTS['right'])}(?:\W+{any_of(_LISTS['after'])})*\W*",
    re.IGNORECASE,
)


def finds_all_right(text: str) -> bool:
    return len(text) <= _LONGEST and _WHOLE_MESSAGE.fullmatch(text) is not None

"""Which answers of the pre-screen a message names ("change my age"). Called by
`clinic/prescreen.py`."""

import re
from functools import cache

from clinic.language.vocabulary import any_of, word_lists


def named_answers(text: str) -> list[str]:
    """The slots whose names stand in the text, in the order of the file."""
    return [slot for slot, name in _names().items() if name.search(text)]


@cache
def _names() -> dict[str, re.Pattern[str]]:
    lists = word_lists("answer_names").items()
    return {slot: re.compile(rf"\b{any_of(names)}\b", re.IGNORECASE) for slot, names in lists}

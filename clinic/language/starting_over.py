"""Whether somebody who asks for the questions wants them from the first one on. Called by
`clinic/prescreen.py`."""

import re

from clinic.language.vocabulary import any_of, word_lists

_CUE = re.compile(rf"\b{any_of(word_lists('starting_over')['cues'])}\b", re.IGNORECASE)


def is_from_the_start(text: str) -> bool:
    return _CUE.search(text) is not None

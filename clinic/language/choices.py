"""Picks from a list that was offered: "2", "the second one", "neither". Called by
`nlu/conversation_cues.py`; whether anything was offered, only the conversation knows."""

import re

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("choices")
_LONGEST = 60  # characters
_PICKS = {0: _LISTS["none"], **_LISTS["numbers"]}
_WHOLE_MESSAGE = re.compile(
    rf"\W*(?:{any_of(_LISTS['before'])}\b\W*)*?(?:"
    + "|".join(rf"(?P<n{n}>{any_of(words)})" for n, words in _PICKS.items())
    + rf")(?:\W+{any_of(_LISTS['after'])})*\W*",
    re.IGNORECASE,
)


def find_choices(text: str) -> list[Finding]:
    """One finding, 0 for none of them, where the message picks and says nothing else."""
    found = _WHOLE_MESSAGE.fullmatch(text) if len(text) <= _LONGEST else None
    if not found or not found.lastgroup:
        return []
    number = int(found.lastgroup[1:])
    start, end = found.span(found.lastgroup)
    return [Finding("choice", number, start, end, f"choice_{number}")]

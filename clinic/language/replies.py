"""Whether words that can be a reply are one where they stand: "no" is in "no, it isn't" and not in
"no collapse". Called by `nlu/replies.py`."""

import re

from clinic.language.vocabulary import Entry, any_of, word_lists

_LISTS = word_lists("replies")
_LONGEST_LEAD_IN = 40
_LEAD_IN = re.compile(rf"(?:\W|\b{any_of(_LISTS['fillers'])}\b)*$", re.IGNORECASE)
_TAIL = re.compile(r"[\W_]*(?:please|thanks|thank you|sir|maam|ma'am)?[\W_]*$", re.IGNORECASE)
_CLOSED = re.compile(
    rf"\s*(?:$|[.,;:!?()\n*\u2013\u2014-]|{any_of(_LISTS['after_no'])}\b|please\b|thanks\b)",
    re.IGNORECASE,
)

# "I do" is a yes and "I do not agree" is none.
_DENIED = re.compile(r"\s*(?:not\b|n['\u2019]?t\b)", re.IGNORECASE)

# "Right yes, left no".
_AFTER_SIDE = re.compile(r"\b(?:left|right)(?:\s+(?:one|side|hip))?[\s:,-]{1,3}$", re.IGNORECASE)


def is_reply(text: str, entry: Entry, start: int, end: int) -> bool:
    if entry.value == "yes" and _DENIED.match(text, end):
        return False
    if entry.place == "anywhere":
        return True
    if entry.place == "edge" and _AFTER_SIDE.search(text[max(0, start - _LONGEST_LEAD_IN) : start]):
        return True
    opens = start <= _LONGEST_LEAD_IN and _LEAD_IN.match(text[:start]) is not None
    if opens:
        return not entry.closed or _CLOSED.match(text, end) is not None
    return entry.place == "edge" and _TAIL.match(text[end : end + _LONGEST_LEAD_IN]) is not None

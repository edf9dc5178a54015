"""What callers ask of the call itself: a person, its end, the same again, an earlier call. It
counts only where they say nothing else; anything more is for the pipeline. Called by the channel
voice."""

import re
from functools import cache

from clinic.language.vocabulary import word_lists

_LISTS = word_lists("phone_line")
PERSON, END, AGAIN, EARLIER = "person", "end", "again", "earlier"
_SIGNS = re.compile(r"[^\w\s']")


def request_in(text: str) -> str | None:
    words = " ".join(_SIGNS.sub(" ", text.lower().replace("\u2019", "'")).split())
    return _requests().get(_without_politeness(words))


def _without_politeness(words: str) -> str:
    kept = words.split()
    while len(kept) > 1 and kept[0] in _LISTS["politeness"]:
        kept.pop(0)
    while len(kept) > 1 and kept[-1] in _LISTS["politeness"]:
        kept.pop()
    return " ".join(kept)


@cache
def _requests() -> dict[str, str]:
    kinds = (PERSON, END, AGAIN, EARLIER)
    return {phrase: kind for kind in kinds for phrase in _LISTS[kind]}

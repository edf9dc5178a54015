"""Words that the caller is likely to say at a question, for the recogniser: what is listed for it
(data/vocabulary/phone_line.yml), what the keys mean, the clinical terms, the staging systems.
Called by the channel voice."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from clinic.language.vocabulary import word_lists
from clinic.phone_line.keypad import BLANK, place

_PLAIN = re.compile(r"[a-z][a-z '-]{2,}[a-z]", re.IGNORECASE)
_MOST, _LONGEST = 100, 100  # the provider takes 500 phrases of at most 100 characters
_SYSTEM = "stage_system"
_STAGES = ("stage", _SYSTEM)
_ALWAYS = ("talk",)


@cache
def hints(question: str) -> str:
    """Separated by commas."""
    listed = word_lists("phone_line")["hints"].get(question, [])
    words = [*listed, *_of_keys(question), *_of_terms(question), *_of_systems(question)]
    fitting = [word for word in dict.fromkeys(words) if word and len(word) <= _LONGEST]
    return ",".join(fitting[:_MOST])


def _of_keys(question: str) -> Iterator[str]:
    for name in (question, *_ALWAYS):
        for key in place(name).keys.values():
            if BLANK not in key.words and not key.words.isdigit():
                yield key.words


def _of_terms(question: str) -> Iterator[str]:
    for entry in word_lists("clinical_terms")["entries"]:
        if entry["slot"] == question:
            # The first is spelt right; the others are what people and recognisers make of it.
            plain = (phrase for phrase in entry["phrases"] if _PLAIN.fullmatch(phrase))
            yield from islice(plain, 1)


def _of_systems(question: str) -> Iterator[str]:
    if question not in _STAGES:
        return
    for names in word_lists("staging")["systems"].values():
        yield str(names[0])

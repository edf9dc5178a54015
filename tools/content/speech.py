"""Checks on the voice versions: short enough to keep in mind, and nothing a voice stumbles over."""

import re
from collections.abc import Iterator

from tools.content.model import ENGLISH, Problem, Reply
from tools.content.placeholders import PLACEHOLDER, filled
from tools.content.reading import Content

MOST_WORDS = 60

_STUMBLES = {
    "an address": re.compile(r"https?:\S+|www\.\S+|\w+\.(?:com|org|net|gov)\b"),
    "a list": re.compile(r"^ *(?:-|\d+\.) ", re.MULTILINE),
    # Letters, digits and plain punctuation can be said; symbols, brackets and emoji cannot.
    "a sign": re.compile(r"[^\w\s.,;:!?'\"-]|_"),
    # A voice takes them for words; "A V N" is spelt as it is said.
    "an abbreviation": re.compile(r"\b[A-Z]{2,}\b"),
    "letters and digits in one": re.compile(r"\w*(?:\d[^\W\d_]|[^\W\d_]\d)\w*"),
    "digits joined by a sign": re.compile(r"\d+[-:]\d+"),
}


def voice_is_short(content: Content) -> Iterator[Problem]:
    for reply in _spoken(content):
        words = len(filled(reply).split())
        if words > MOST_WORDS:
            yield reply.problem(f"{words} words of at most {MOST_WORDS}")


def voice_can_be_spoken(content: Content) -> Iterator[Problem]:
    for reply in _spoken(content):
        said = PLACEHOLDER.sub("", reply.text)
        for kind, pattern in _STUMBLES.items():
            found = pattern.search(said)
            if found:
                yield reply.problem(f"{kind} cannot be spoken: {found[0].strip()!r}")
                break


def _spoken(content: Content) -> Iterator[Reply]:
    """Other languages have signs of their own."""
    voice = (reply for reply in content.replies if reply.channel == "voice")
    return (reply for reply in voice if reply.language == ENGLISH)

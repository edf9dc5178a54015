"""spaCy component: answers misheard or mistyped ("zare el toe", "crotches"), known by sound
and by distance. As these are guesses, they count only where their question is open."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import MISHEARD, Finding
from clinic.language.extents import Extents
from clinic.language.sounds import sound_of
from clinic.language.vocabulary import word_lists
from nlu.found import findings_of
from nlu.slips import distance, is_slip_of

_LISTS = word_lists("misheard")
_ORDINARY = frozenset(_LISTS["ordinary"])
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_LONGEST = 160  # characters: an answer, not a story, and so its cost is bounded
_MOST_PIECES = 4  # into which a recogniser breaks one word
_SHORTEST = 4  # letters
_FEWEST = ((3, 9), (2, 7))
_SURE = 3  # sounds alike
_PART, _PART_OF_SAME = 0.5, 0.65  # of the letters that may differ where the sounds agree


class Known(NamedTuple):
    slot: str
    value: str
    word: str
    sound: str


@Language.component("misheard_terms")
def misheard_terms(doc: Doc) -> Doc:
    found = findings_of(doc)
    if len(doc.text) <= _LONGEST:
        doc._.findings = [*found, *_misheard(doc.text, found)]
    return doc


def _misheard(text: str, found: list[Finding]) -> Iterator[Finding]:
    """The longest pieces first; none where its slot has been told already."""
    words = list(_WORD.finditer(text))
    taken: dict[str, Extents] = defaultdict(Extents)
    for finding in found:
        taken[finding.kind].take(finding.start, finding.end)
    for size in range(_MOST_PIECES, 0, -1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            for known in _heard_as(text[first.start() : last.end()], pieces=size):
                if taken[known.slot].take(first.start(), last.end()):
                    cue = f"{MISHEARD}{known.word}"
                    place = (first.start(), last.end())
                    yield Finding(known.slot, known.value, *place, cue, uncertain=True)


def _heard_as(said: str, pieces: int) -> Iterator[Known]:
    word = "".join(_WORD.findall(said.lower())).replace("'", "").replace("\u2019", "")
    if len(word) < _SHORTEST or word in _ORDINARY:
        return
    sound = sound_of(word)
    near = [known for known in _known().get(sound[:1], []) if _is_alike(word, sound, known, pieces)]
    if near:
        yield min(near, key=lambda known: distance(word, known.word))


def _is_alike(word: str, sound: str, known: Known, pieces: int) -> bool:
    if word == known.word:
        return False  # what it means by itself is for the vocabulary to say
    if sound == known.sound and len(sound) >= _SURE:
        part = _PART_OF_SAME if word[0] == known.word[0] else _PART
        return distance(word, known.word) <= part * max(len(word), len(known.word))
    if pieces == 1 and is_slip_of(word, known.word):
        return True
    heard, written = distance(sound, known.sound), distance(word, known.word)
    allowed = _allowed(len(known.word))
    return heard < allowed and written <= allowed


def _allowed(letters: int) -> int:
    """How many may differ in a word of so many, in sound one less."""
    return next((allowed for allowed, fewest in _FEWEST if letters >= fewest), 0)


@cache
def _known() -> dict[str, list[Known]]:
    """By their first sound."""
    by_sound: dict[str, list[Known]] = defaultdict(list)
    for slot, values in _LISTS["words"].items():
        for value, words in values.items():
            for word in words:
                by_sound[sound_of(word)[:1]].append(Known(slot, value, word, sound_of(word)))
    return dict(by_sound)

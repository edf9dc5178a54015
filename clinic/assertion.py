"""Whether something a person said is denied, in doubt, past, general or somebody else's. Called by
the red flags and by everything that reads answers out of free text. The cues are data."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from clinic.content.file import DATA, read
from clinic.content.safety import AssertionCues
from clinic.plain_words import PlainWords, plain_words, with_word_classes

_CUES = DATA / "vocabulary/assertion.yml"
_REACH = 120  # characters to either side within which a cue is looked for
_SENTENCE_END = re.compile(" [.?]")
_DENIAL = re.compile(" (?:not|no|never) ")
_REPORTED_AS = {"general": "hypothetical"}


@dataclass(frozen=True)
class Assertion:
    """`family` is somebody else's past ("my dad had a stroke"), `other_person` is somebody else
    at present ("my husband has a fever"); `hypothetical` includes talk in general."""

    negated: bool = False
    uncertain: bool = False
    historical: bool = False
    hypothetical: bool = False
    family: bool = False
    other_person: bool = False


@dataclass(frozen=True)
class Cue:
    id: str
    category: str
    literal: str = ""
    pattern: str = ""
    direction: str = ""
    scope: int = 8
    stops: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """A cue where it stands in the plain words."""

    start: int
    end: int
    cue: Cue


def assertion(text: str, start: int, end: int) -> Assertion:
    words = plain_words(text)
    return CuesIn(words).about(*words.in_text(start, end))


def said_of_words(text: str) -> list[tuple[str, Assertion]]:
    """Every word and sign as it was written, with what the cues say of it."""
    words = plain_words(text)
    cues = CuesIn(words)
    ends = (*words.starts, len(words.text))[1:]
    return [
        (text[slice(*written)], cues.about(start, end - 1))
        for written, start, end in zip(words.spans, words.starts, ends, strict=True)
    ]


def without_denied(text: str) -> str:
    """What is left of a message when the words that it denies are left out."""
    said = said_of_words(text)
    if not any(about.negated for _, about in said):
        return text
    return " ".join(word for word, about in said if not about.negated)


class CuesIn:
    """The cues of one message, found once and read for any number of spans."""

    def __init__(self, words: PlainWords) -> None:
        self._text = words.text
        self._places = list(_places(words.text))
        self._starts = [place.start for place in self._places]

    def about(self, start: int, end: int) -> Assertion:
        """What the cues say of the plain words from `start` to `end`."""
        first, last = (bisect_left(self._starts, at) for at in (start - _REACH, end + _REACH))
        near = self._places[first:last]
        before = [place for place in reversed(near) if place.start <= start]
        after = [place for place in near if place.start >= start and place.end > end]
        said = self._said(before, "forward", start) | self._said(after, "backward", end)
        for place in near:
            if place.cue.category == "present" and not self._sentence_ends(place, start, end):
                said -= place.cue.stops
        return Assertion(**{_REPORTED_AS.get(category, category): True for category in said})

    def _said(self, outward: list[Place], direction: str, edge: int) -> set[str]:
        """What is said by the cues met on the way out from the span, until something stops them."""
        said: set[str] = set()
        stopped: set[str] = set()
        for place in outward:
            cue = place.cue
            speaks = cue.direction in (direction, "both") and not self._is_own_word(place, edge)
            if speaks and cue.category not in stopped and self._reaches(place, edge):
                said.add(cue.category)
            stopped |= cue.stops if cue.category != "present" else set()
        return said

    def _is_own_word(self, place: Place, edge: int) -> bool:
        """Whether the cue is the span's own first words, or shares its denial with the span: "not"
        in "not able to stand" denies nothing about being unable to stand."""
        shared = place.start < edge and _DENIAL.search(self._text, edge - 1, place.end + 1)
        return place.start == edge or bool(shared)

    def _reaches(self, place: Place, edge: int) -> bool:
        """Whether no more words than its scope stand between the cue and the span."""
        gap = (place.end, edge) if place.start < edge else (edge, place.start)
        return self._text.count(" ", *gap) - 1 <= place.cue.scope

    def _sentence_ends(self, place: Place, start: int, end: int) -> bool:
        """Whether a sentence ends between the place and the span."""
        return bool(_SENTENCE_END.search(self._text, min(place.end, end), max(place.start, start)))


def _places(text: str) -> Iterator[Place]:
    pattern, cues = _compiled()
    for found in pattern.finditer(text):
        yield Place(found.start() + 1, found.end(), cues[int((found.lastgroup or "")[1:])])


@cache
def _compiled() -> tuple[re.Pattern[str], list[Cue]]:
    """One pattern of all cues, tried in their order, and the cue that each group stands for."""
    table = read(_CUES, AssertionCues).dict(exclude_none=True)
    cues = [Cue(**{**entry, "stops": frozenset(entry.get("stops", ()))}) for entry in table["cues"]]
    patterns = (
        with_word_classes(cue.pattern or re.escape(cue.literal), table["words"]) for cue in cues
    )
    groups = "|".join(f"(?P<c{number}>{pattern})" for number, pattern in enumerate(patterns))
    return re.compile(f" (?:{groups})(?= )"), cues

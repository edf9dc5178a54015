"""Red flags: reads every message for emergencies, a crisis, or what needs same-day care, in every
state of the conversation. Pure; the rules are data. The Rasa component only carries its verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from clinic.assertion import CuesIn
from clinic.content.file import DATA, read
from clinic.content.safety import RedFlags
from clinic.plain_words import PlainWords, plain_words, with_word_classes

_RULES = DATA / "safety/red_flags.yml"
TIERS = ("emergency", "crisis", "urgent")  # most serious first
INTENTS = {"emergency": "emergency", "crisis": "crisis", "urgent": "urgent_symptom"}
_NOT_HERE_AND_NOW = frozenset({"negated", "historical", "hypothetical", "family"})
_GAP = r" (?:(?!(?:not|no|never|nor|without|but|if) )[^ .,?]+ |, (?=(?:it|they|and|which) )){0,5}"


@dataclass(frozen=True)
class RedFlag:
    tier: str
    alarm: str
    cue: str  # the concept whose words were found
    start: int
    end: int

    @property
    def intent(self) -> str:
        return INTENTS[self.tier]

    def as_entity(self) -> dict[str, Any]:
        """As Rasa's tracker keeps it."""
        return {
            "entity": "red_flag",
            "value": self.tier,
            "cue": self.alarm,
            "start": self.start,
            "end": self.end,
            "confidence_entity": 1.0,
            "extractor": "RedFlagInterceptor",
        }


@dataclass(frozen=True)
class Concept:
    id: str
    pattern: re.Pattern[str]
    unless: frozenset[str]  # what, if said of it, means that it does not count


@dataclass(frozen=True)
class Alarm:
    id: str
    tier: str
    sources: tuple[str, ...]
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


def red_flags(text: str) -> list[RedFlag]:
    """The alarms of one message, most serious first."""
    message = _Message(text)
    flags = [flag for alarm in _rules()[1] if (flag := message.raises(alarm))]
    return sorted(flags, key=lambda flag: TIERS.index(flag.tier))


class _Message:
    def __init__(self, text: str) -> None:
        self._words: PlainWords = plain_words(text)
        self._cues = CuesIn(self._words)
        self._found: dict[str, tuple[int, int] | None] = {}

    def raises(self, alarm: Alarm) -> RedFlag | None:
        if not all(self._place(concept) for concept in alarm.all_of):
            return None
        found = [concept for concept in alarm.any_of if self._place(concept)]
        if alarm.any_of and not found:
            return None
        if any(self._place(concept) for concept in alarm.none_of):
            return None
        cue = (found or alarm.all_of)[0]
        place = self._place(cue) or (0, 0)
        return RedFlag(alarm.tier, alarm.id, cue, *self._words.in_message(*place))

    def _place(self, name: str) -> tuple[int, int] | None:
        """Where the concept is first said of here and now."""
        if name not in self._found:
            self._found[name] = next(self._said_now(_rules()[0][name]), None)
        return self._found[name]

    def _said_now(self, concept: Concept) -> Iterator[tuple[int, int]]:
        for match in concept.pattern.finditer(self._words.text):
            start, end = match.start() + 1, match.end()
            said = self._cues.about(start, end)
            if not any(getattr(said, kind) for kind in concept.unless):
                yield start, end


@cache
def _rules() -> tuple[dict[str, Concept], list[Alarm]]:
    table = read(_RULES, RedFlags).dict()
    concepts = {
        entry["id"]: Concept(
            entry["id"],
            _pattern(entry["phrases"], table["words"]),
            _NOT_HERE_AND_NOW - frozenset(entry.get("despite", ())),
        )
        for entry in table["concepts"]
    }
    lists = ("sources", "all_of", "any_of", "none_of")
    alarms = [
        Alarm(alarm["id"], alarm["tier"], *(tuple(alarm.get(name, ())) for name in lists))
        for alarm in table["alarms"]
    ]
    return concepts, alarms


def _pattern(phrases: list[str], classes: dict[str, str]) -> re.Pattern[str]:
    plain = (with_word_classes(phrase, classes).replace(" .. ", _GAP) for phrase in phrases)
    return re.compile(f" (?:{'|'.join(plain)})(?= )")

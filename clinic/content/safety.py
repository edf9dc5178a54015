"""The files that the safety net reads: alarms and what ends them, cues of denial and the like,
plain words, telephone numbers."""

from typing import Any, Literal

from pydantic import root_validator

from clinic.content.file import Part
from clinic.content.scalars import Count, Country, Id, ReplyName, ShortNumber, Some, SourceId, Words

WordClasses = dict[Id, Words]  # what <name> stands for in a pattern
Tier = Literal["emergency", "crisis", "urgent"]
Assertion = Literal[
    "negated", "uncertain", "historical", "hypothetical", "general", "family", "other_person"
]
Despite = Literal["negated", "uncertain", "historical", "hypothetical", "family"]
FARTHEST = 15  # words; cues reach no further in a sentence


class WrittenConcept(Part):
    id: Id
    phrases: Some[Words]
    despite: tuple[Despite, ...] = ()


class WrittenAlarm(Part):
    id: Id
    tier: Tier
    sources: Some[SourceId]
    all_of: tuple[Id, ...] = ()
    any_of: tuple[Id, ...] = ()
    none_of: tuple[Id, ...] = ()

    @root_validator(skip_on_failure=True)
    def _can_be_raised(cls, alarm: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if not alarm["all_of"] and not alarm["any_of"]:
            raise ValueError("names no concept that raises it: all_of or any_of")
        return alarm


class RedFlags(Part):
    words: WordClasses
    concepts: list[WrittenConcept]
    alarms: list[WrittenAlarm]


class Lifts(Part):
    """What ends any alarm, only one of the body, only a crisis."""

    every: Some[Words]
    body: Some[Words]
    crisis: Some[Words]


class AllClear(Part):
    """`plain_no` counts after the replies of `asked_by`; `besides` may stand next to either,
    `agreeing` next to `lifts` only."""

    payload: Words
    words: WordClasses
    lifts: Lifts
    besides: Some[Words]
    agreeing: Words
    plain_no: Some[Words]
    asked_by: Some[ReplyName]


class WrittenCue(Part):
    """With a `literal` or a `pattern`; one that says something reaches in a direction."""

    id: Id
    category: Literal[Assertion, "stop", "present", "symptom"]
    literal: Words | None = None
    pattern: Words | None = None
    direction: Literal["forward", "backward", "both"] | None = None
    scope: Count | None = None
    stops: tuple[Assertion, ...] = ()

    @root_validator(skip_on_failure=True)
    def _is_whole(cls, cue: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        says_nothing = cue["category"] in ("stop", "present", "symptom")
        if (cue["literal"] is None) == (cue["pattern"] is None):
            raise ValueError("has not one of literal and pattern")
        if says_nothing == bool(cue["direction"]):
            raise ValueError("has a direction" if says_nothing else "has no direction")
        if (cue["scope"] or 0) > FARTHEST:
            raise ValueError(f"scope is over {FARTHEST}")
        return cue


class AssertionCues(Part):
    words: WordClasses
    cues: list[WrittenCue]


class PlainWordLists(Part):
    means: dict[Words, Words]
    digits: dict[Literal["2", "4"], dict[Words, Words]]
    key_words: list[Words]
    not_typos: list[Words]


class CountryNumbers(Part):
    """`poison` is null where no public line was confirmed."""

    emergency: ShortNumber
    crisis: Words
    poison: Words | None
    hash_key: Literal["pound", "hash"]
    sources: Some[SourceId]


Numbers = dict[Country, CountryNumbers]

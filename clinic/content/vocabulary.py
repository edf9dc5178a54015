"""The files under data/vocabulary/: most are lists of phrases by name; some hold entries, numbers
or keys. Read through `clinic/language/vocabulary.py`."""

from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt, create_model

from clinic.content.file import Part
from clinic.content.safety import AssertionCues, PlainWordLists
from clinic.content.scalars import Count, Id, ReplyName, Some, SourceId, System, Words

Phrases = list[Words]
Figure = Literal[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
Place = Literal["alarm", "question", "answers", "offer"]


class Entry(Part):
    """Phrases that mean the same thing. An entry without a slot is a decoy: words that look like
    an answer and are none. `only_when_asked` words are too general to count unasked. A reply has
    its `place` in the message; a `closed` one counts only where its clause ends with it."""

    id: Id
    phrases: tuple[Words, ...]
    slot: Id | None = None
    value: Id | None = None
    only_when_asked: StrictBool = False
    negatable: StrictBool = True
    place: Literal["anywhere", "edge", "start"] = "anywhere"
    closed: StrictBool = False


class Entries(Part):
    entries: list[Entry]


class Choices(Part):
    numbers: dict[Literal[1, 2, 3], Phrases]
    numbers_by_text: dict[Literal[4, 5, 6, 7, 8, 9], Phrases]
    last: Phrases
    none: Phrases
    before: Phrases
    after: Phrases


class Email(Part):
    at: Phrases
    dot: Phrases
    joins: dict[Words, Literal[".", "_", "-", "+"]]
    lead_ins: Phrases


class HipSides(Entries):
    between: Phrases
    well: Phrases
    well_before: Phrases
    led_by: Phrases
    other: Phrases
    done_before: Phrases
    done_after: Phrases


class NumberWords(Part):
    measures: Phrases
    no_numbers: Phrases
    number_slang: dict[Words, Count]
    heard: dict[Words, Figure]
    heard_alone: dict[Words, Figure]
    said_before: Phrases
    said_after: Phrases


class PhoneNumbers(Part):
    zero: Phrases
    repeats: dict[Words, Literal[2, 3]]
    plus: Phrases
    between: Phrases
    extension: Phrases
    cues: Phrases


class CallRequests(Part):
    person: Phrases
    end: Phrases
    again: Phrases
    earlier: Phrases
    politeness: Phrases
    hints: dict[Id, Phrases]


class Replies(Entries):
    fillers: Phrases
    after_no: Phrases


class DurationWords(Part):
    """`occasions` are days of the year (month, day), `events` months (year, month)."""

    pain: Phrases
    starts: Phrases
    not_before: Phrases
    not_after: Phrases
    vague: Phrases
    misheard: Phrases
    fractions: dict[Words, float]
    a_bit_more: Phrases
    occasions: dict[Words, tuple[StrictInt, StrictInt]]
    events: dict[Words, tuple[StrictInt, StrictInt]]
    births: Phrases


class Misheard(Part):
    """`words` by slot and value."""

    words: dict[Id, dict[str, Phrases]]
    ordinary: Phrases
    systems: dict[System, Phrases]
    no_systems: Phrases


class Standing(Part):
    """Intents by the place where alone they make sense, and how much likelier some are there."""

    only_in: dict[Place, list[Id]]
    likelier: dict[Place, dict[Id, Literal[2, 3, 4, 5]]]
    offers: list[ReplyName]
    alarms: list[Id]


class Staging(Part):
    systems: dict[System, Some[Words]]
    fillers: Phrases
    other_conditions: Phrases


class Treatments(Entries):
    topics: dict[Id, Some[Id]]


class FavourableSources(Part):
    favourable: list[SourceId]
    favourable_uncited: list[SourceId]
    cited_for_technique: dict[ReplyName, list[SourceId]]
    negative: Some[SourceId]


class KeyMeaning(Part):
    """Words with {} for what the place `then` asks for."""

    words: Words
    then: Id


class KeysOfPlace(Part):
    keys: dict[StrictInt, KeyMeaning | str] = Field(default_factory=dict)
    number: Count = 0
    several: StrictBool = False
    zero: StrictBool = False
    always: StrictBool = False


Keypad = dict[Id, KeysOfPlace]


def _lists(name: str, *keys: str) -> type[Part]:
    fields: dict[str, Any] = dict.fromkeys(keys, (Phrases, ...))
    return create_model(name, __base__=Part, **fields)


VOCABULARY: dict[str, Any] = {
    "answer_changes": _lists("AnswerChanges", "before", "after"),
    "answer_names": dict[Id, Phrases],
    "assertion": AssertionCues,
    "choices": Choices,
    "clauses": _lists("Clauses", "joints", "lead_ins", "question_words"),
    "clinical_terms": Entries,
    "confirmation": _lists("Confirmation", "denied", "before", "right", "after"),
    "contact": _lists("Contact", "question_words", "about_keeping", "before_name"),
    "corrections": _lists(
        "Corrections",
        *("past", "present", "cues", "takes_back", "approached", "body", "likened"),
    ),
    "durations": DurationWords,
    "email": Email,
    "favourable_sources": FavourableSources,
    "follow_ups": _lists("FollowUps", "lead_ins", "between", "tail", "fillers"),
    "hip_sides": HipSides,
    "keypad": Keypad,
    "keywords": _lists("Keywords", "stop", "start", "resume", "help", "more", "where_from", "menu"),
    "lesion_size": _lists("LesionSize", "angle", "head", "below", "above"),
    "lists": _lists(
        "Lists", "denials", "denial_ends", "verbs", "no_marks", "yes_marks", "lab_marks", "all_but"
    ),
    "marketing_words": _lists("MarketingWords", "words", "negations"),
    "misheard": Misheard,
    "meaning": _lists("Meaning", "before", "after", "fillers", "reason"),
    "never_said": _lists("NeverSaid", "doses", "verdicts"),
    "numbers": NumberWords,
    "pain_score": _lists("PainScore", "none", "none_of_what", "nothing"),
    "people": _lists("People", "kin"),
    "phone": PhoneNumbers,
    "phone_line": CallRequests,
    "plain_words": PlainWordLists,
    "planned": _lists(
        "Planned",
        *("ahead_before", "ahead_after", "done", "asking", "own", "going_on", "given_up"),
        *("no_longer", "reported", "not_used_before", "not_used_after", "once", "no_more"),
    ),
    "replies": Replies,
    "staging": Staging,
    "standing": Standing,
    "starting_over": _lists("StartingOver", "cues"),
    "terms": dict[Id, Phrases],
    "times": _lists("Times", "edges", "lead_ins", "own_words", "at_age", "decades"),
    "treatments": Treatments,
}

"""Checks on the word lists under data/vocabulary/: what they stand for is known elsewhere."""

from collections.abc import Iterator
from pathlib import PurePath

from clinic.content.scalars import SYSTEMS
from clinic.content.vocabulary import (
    CallRequests,
    Entries,
    Entry,
    Keypad,
    Misheard,
    Staging,
    Standing,
    Treatments,
)
from tools.content.answers import (
    TREATMENTS,
    asked_in_order,
    values_by_slot,
)
from tools.content.model import Problem
from tools.content.reading import Content

FOLDER = "data/vocabulary/"
UNKNOWN = "unknown"  # answers any question
NAMES = f"{FOLDER}answer_names.yml"
KEYPAD = f"{FOLDER}keypad.yml"
REQUESTS = f"{FOLDER}phone_line.yml"
STAGING = f"{FOLDER}staging.yml"
STANDING = f"{FOLDER}standing.yml"
MISHEARD = f"{FOLDER}misheard.yml"
_WITH_ENTRIES = ("clinical_terms", "hip_sides", "replies", "treatments")


def entries_stand_for_something(content: Content) -> Iterator[Problem]:
    values = values_by_slot(content)
    for path in (f"{FOLDER}{name}.yml" for name in _WITH_ENTRIES):
        for entry in content.read(path, Entries).entries:
            for fault in _faults(entry, values):
                yield Problem(path, entry.id, fault)


def answers_have_names(content: Content) -> Iterator[Problem]:
    """Of each question, what people call its answer when they want to change it."""
    named, order = set(content.read(NAMES, dict)), asked_in_order(content)
    for slot in sorted(named ^ set(order)):
        yield Problem(NAMES, slot, "has no names" if slot in order else "is no question")


def treatments_have_topics(content: Content) -> Iterator[Problem]:
    topics = {PurePath(path).stem for path in content.topics}
    treatments = content.read(TREATMENTS, Treatments)
    for treatment, named in treatments.topics.items():
        for topic in named:
            if topic not in topics:
                yield Problem(TREATMENTS, treatment, f"{topic} is no topic")
    meant = {entry.value for entry in treatments.entries}
    for treatment in treatments.topics:
        if treatment not in meant:
            yield Problem(TREATMENTS, treatment, "has no words")


def systems_have_names(content: Content) -> Iterator[Problem]:
    for system in SYSTEMS:
        if system not in content.read(STAGING, Staging).systems:
            yield Problem(STAGING, system, "has no names")


def hints_are_for_places(content: Content) -> Iterator[Problem]:
    for place in content.read(REQUESTS, CallRequests).hints:
        if place not in content.read(KEYPAD, Keypad):
            yield Problem(REQUESTS, place, f"is no place of {KEYPAD}")


def standing_names_intents(content: Content) -> Iterator[Problem]:
    standing = content.read(STANDING, Standing)
    named = [*standing.only_in.values(), *standing.likelier.values(), standing.alarms]
    for intent in (intent for of_place in named for intent in of_place):
        if intent not in content.domain.intents:
            yield Problem(STANDING, intent, "is no intent")


def misheard_words_answer_something(content: Content) -> Iterator[Problem]:
    values = values_by_slot(content)
    for slot, words in content.read(MISHEARD, Misheard).words.items():
        for value in words:
            if value not in values.get(slot, ()):
                yield Problem(MISHEARD, slot, f"is never {value!r}")


def _faults(entry: Entry, values: dict[str, frozenset[str]]) -> Iterator[str]:
    if (entry.slot is None) != (entry.value is None):
        yield "slot and value belong together"
    elif entry.slot is not None and entry.slot not in values:
        yield f"{entry.slot} is no slot with values"
    elif entry.slot is not None and entry.value not in {*values[entry.slot], UNKNOWN}:
        known = ", ".join(sorted(values[entry.slot]))
        yield f"{entry.slot} is never {entry.value!r}, only {known}"

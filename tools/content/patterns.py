"""Checks on patterns: red flags, what ends an alarm, cues of denial, what is never said. One that
names an unknown word class or is no regular expression would fail at the first message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter

from clinic.content.safety import AllClear, AssertionCues, RedFlags
from clinic.plain_words import with_word_classes
from tools.content.model import Problem
from tools.content.reading import Content

RED_FLAGS = "data/safety/red_flags.yml"
ALL_CLEAR = "data/safety/all_clear.yml"
CUES = "data/vocabulary/assertion.yml"
NEVER_SAID = "data/vocabulary/never_said.yml"
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")


@dataclass(frozen=True)
class _Patterns:
    """Those of one file by what they belong to, and its word classes."""

    path: str
    by_place: dict[str, list[str]]
    words: dict[str, str] = field(default_factory=dict)

    def with_places(self) -> Iterator[tuple[str, str]]:
        for place, patterns in self.by_place.items():
            yield from ((place, pattern) for pattern in patterns)


def patterns_can_be_read(content: Content) -> Iterator[Problem]:
    for file in _files(content):
        circle = _circle(file.words)
        if circle:
            yield Problem(file.path, circle[0], f"words go round in a circle: {', '.join(circle)}")
            continue
        for place, pattern in file.with_places():
            fault = _fault(pattern, tuple(file.words.items()))
            if fault:
                yield Problem(file.path, place, f"{fault}: {pattern}")


def word_classes_are_used(content: Content) -> Iterator[Problem]:
    for file in _files(content):
        texts = [*file.words.values(), *(pattern for _, pattern in file.with_places())]
        used = {name for text in texts for name in _CLASS.findall(text)}
        for name in file.words:
            if name not in used:
                yield Problem(file.path, name, "no pattern uses these words")


def alarms_name_concepts(content: Content) -> Iterator[Problem]:
    flags = content.read(RED_FLAGS, RedFlags)
    known, used = {concept.id for concept in flags.concepts}, set()
    for alarm in flags.alarms:
        for name in (*alarm.all_of, *alarm.any_of, *alarm.none_of):
            used.add(name)
            if name not in known:
                yield Problem(RED_FLAGS, alarm.id, f"{name} is no concept")
    for concept in flags.concepts:
        if concept.id not in used:
            yield Problem(RED_FLAGS, concept.id, "no alarm uses this concept")


def alarms_can_end(content: Content) -> Iterator[Problem]:
    """By a button that there is, and by a no to what is asked."""
    ends = content.read(ALL_CLEAR, AllClear)
    payloads = {button.payload for reply in content.replies for button in reply.buttons}
    if ends.payload not in payloads:
        yield Problem(ALL_CLEAR, "payload", f"no button means {ends.payload}")
    for reply in ends.asked_by:
        if reply not in content.replies_by_name:
            yield Problem(ALL_CLEAR, reply, "is no reply")


def _files(content: Content) -> Iterator[_Patterns]:
    flags, cues = content.read(RED_FLAGS, RedFlags), content.read(CUES, AssertionCues)
    ends = content.read(ALL_CLEAR, AllClear)
    of_flags = {concept.id: concept.phrases for concept in flags.concepts}
    ending = {**ends.lifts.dict(), "besides": ends.besides, "plain_no": ends.plain_no}
    yield _Patterns(RED_FLAGS, of_flags, flags.words)
    yield _Patterns(ALL_CLEAR, ending, ends.words)
    yield _Patterns(CUES, {cue.id: [cue.pattern] for cue in cues.cues if cue.pattern}, cues.words)
    yield _Patterns(NEVER_SAID, content.tree(NEVER_SAID))


def _circle(words: dict[str, str]) -> list[str]:
    try:
        TopologicalSorter({name: _CLASS.findall(text) for name, text in words.items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@cache
def _fault(pattern: str, words: tuple[tuple[str, str], ...]) -> str | None:
    try:
        re.compile(with_word_classes(pattern, dict(words)))
    except re.error as error:
        return f"is no pattern ({error})"
    except KeyError as error:
        return f"<{error.args[0]}> is not among the words"
    return None

"""Checks on patterns: red flags, cues of denial, what is never said. One that names an unknown word
class or is no regular expression would fail at the first message."""

import re
from collections.abc import Iterator
from functools import cache

from clinic.content.safety import AssertionCues, RedFlags
from clinic.plain_words import with_word_classes
from tools.content.model import Problem
from tools.content.reading import Content

RED_FLAGS = "data/safety/red_flags.yml"
CUES = "data/vocabulary/assertion.yml"
NEVER_SAID = "data/vocabulary/never_said.yml"
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")


def patterns_can_be_read(content: Content) -> Iterator[Problem]:
    flags, cues = content.read(RED_FLAGS, RedFlags), content.read(CUES, AssertionCues)
    for concept in flags.concepts:
        yield from _faults(RED_FLAGS, concept.id, concept.phrases, flags.words)
    patterns = {cue.id: cue.pattern for cue in cues.cues if cue.pattern}
    for cue, pattern in patterns.items():
        yield from _faults(CUES, cue, [pattern], cues.words)
    for kind, phrases in content.tree(NEVER_SAID).items():
        yield from _faults(NEVER_SAID, kind, phrases, {})


def word_classes_are_used(content: Content) -> Iterator[Problem]:
    flags, cues = content.read(RED_FLAGS, RedFlags), content.read(CUES, AssertionCues)
    in_flags = [phrase for concept in flags.concepts for phrase in concept.phrases]
    in_cues = [cue.pattern for cue in cues.cues if cue.pattern]
    for path, words, patterns in (
        (RED_FLAGS, flags.words, in_flags),
        (CUES, cues.words, in_cues),
    ):
        used = {name for text in (*patterns, *words.values()) for name in _CLASS.findall(text)}
        for name in words:
            if name not in used:
                yield Problem(path, name, "no pattern uses these words")


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


def _faults(path: str, place: str, patterns: list[str], words: dict[str, str]) -> Iterator[Problem]:
    for pattern in patterns:
        fault = _fault(pattern, tuple(words.items()))
        if fault:
            yield Problem(path, place, f"{fault}: {pattern}")


@cache
def _fault(pattern: str, words: tuple[tuple[str, str], ...]) -> str | None:
    known = dict(words)
    unknown = [name for name in _CLASS.findall(pattern) if name not in known]
    if unknown:
        return f"<{unknown[0]}> is not among the words"
    try:
        re.compile(with_word_classes(pattern, known))
    except (re.error, KeyError) as error:
        return f"is no pattern ({error})"
    return None

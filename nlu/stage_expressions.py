"""spaCy component: stages such as "ficat 2b" or "ARCO IIIA", their systems known by sound too ("fee
cut two")."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from clinic.language.extents import Extents
from clinic.language.sounds import sound_of
from clinic.language.stage import find_stages, stage_exists
from clinic.language.vocabulary import word_lists
from clinic.staging import UNKNOWN_SYSTEM
from nlu.found import findings_of
from nlu.slips import distance

_LISTS = word_lists("misheard")
_NO_SYSTEMS = frozenset(_LISTS["no_systems"])
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(
    r"\b(?:[0-6]|one|two|three|four|five|six|too?|tree|i{1,3}|iv)\b", re.IGNORECASE
)
_MOST = 4  # numbers looked at
_REACH = 24  # characters to either side of a stage
_PIECES = 2  # into which a recogniser breaks a system's name
_LONG_SOUND = 3


@Language.component("stage_expressions")
def stage_expressions(doc: Doc) -> Doc:
    stages = [_with_system(doc.text, stage) for stage in find_stages(doc.text)]
    named = any(isinstance(s.value, dict) and s.value["system"] != UNKNOWN_SYSTEM for s in stages)
    heard = [] if named else _systems_heard(doc.text)
    free = Extents((stage.start, stage.end) for stage in stages)
    doc._.findings = [
        *findings_of(doc),
        *stages,
        *(system for system in heard if free.are_free(system.start, system.end)),
    ]
    return doc


def _systems_heard(text: str) -> Iterator[Finding]:
    """A system alone, right before the number that it goes with."""
    for number in list(_NUMBER.finditer(text))[:_MOST]:
        words = list(_WORD.finditer(text, max(0, number.start() - _REACH), number.start()))
        for size in range(_PIECES, 0, -1):
            at = words[-size].start() if len(words) >= size else None
            said = at is not None and text[at : number.start()].strip(" .,:-").lower()
            if at is not None and said and (system := _system_heard(said)):
                value = {"system": system, "stage": None}
                yield Finding("stage", value, at, number.start(), "system_heard", uncertain=True)
                return


def _with_system(text: str, stage: Finding) -> Finding:
    if not isinstance(stage.value, dict) or stage.value["system"] != UNKNOWN_SYSTEM:
        return stage
    systems = (system for said in _beside(text, stage) if (system := _system_heard(said)))
    system = next(systems, None)
    if system is None or not stage_exists(system, stage.value["stage"]):
        return stage
    return replace(stage, value={**stage.value, "system": system}, cue="system_heard")


def _beside(text: str, stage: Finding) -> Iterator[str]:
    """The words next to it, as one and as two."""
    before = _WORD.findall(text[max(0, stage.start - _REACH) : stage.start].lower())
    after = _WORD.findall(text[stage.end : stage.end + _REACH].lower())
    for size in range(_PIECES, 0, -1):
        yield " ".join(before[-size:])
        yield " ".join(after[:size])


def _system_heard(said: str) -> str | None:
    if said in _NO_SYSTEMS:
        return None
    word = said.replace(" ", "")
    return next(
        (system for system, (name, *_) in _LISTS["systems"].items() if _is_alike(word, name)), None
    )


def _is_alike(word: str, name: str) -> bool:
    heard, meant = sound_of(word), sound_of(name)
    if heard == meant or (len(word) > _LONG_SOUND and distance(word, name) <= 1):
        return True
    near = distance(heard, meant) <= 1 and heard[:1] == meant[:1]
    return near and len(heard) >= _LONG_SOUND and distance(word, name) <= len(name) // 2

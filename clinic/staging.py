"""Stages of AVN of the hip in three systems: which category a stage belongs to and what it
corresponds to elsewhere. Called by `clinic/results.py` and by whoever words the cross-walk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from clinic.content.file import DATA, read
from clinic.content.prescreen import WrittenRow
from clinic.content.scalars import SYSTEMS

_TABLE = DATA / "prescreen/cross_walk.yml"

AT_RISK, PRE_COLLAPSE, ARTHRITIS = "at_risk", "pre_collapse", "arthritis"
EARLY_COLLAPSE, LATE_COLLAPSE = "early_collapse", "late_collapse"
# What answers distinguish.
STAGE_GROUPS = ("before_collapse", "after_collapse", ARTHRITIS)
BEFORE_COLLAPSE = frozenset({AT_RISK, PRE_COLLAPSE})

UNKNOWN_SYSTEM = "unknown"

_DIGITS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_ROMAN = re.compile(r"\b(VI|IV|V|I{1,3})([ABC]?)\b")


@dataclass(frozen=True)
class Stage:
    """Arabic number and lower-case letter ("2b"). Raises ValueError if the system has no such
    stage; with the system unknown, if none of the three has it."""

    system: str
    stage: str

    def __post_init__(self) -> None:
        if not any(True for _ in _rows(self)):
            raise ValueError(f"there is no stage {self.stage} in system {self.system}")


class CrossWalk(WrittenRow):
    """One row of the table: the same finding as each system names it."""

    def names(self, spoken: bool = False) -> dict[str, str]:
        """By system, as written in reports ("IIB or III") or as said on the phone ("2 B or 3")."""
        written = {"ficat": self.ficat, "arco": self.arco, "steinberg": self.steinberg}
        return {system: _said(name) for system, name in written.items()} if spoken else written


def stage_from(answer: Any) -> Stage | None:
    """The stage in an answer to the stage question; None when it names none."""
    if isinstance(answer, dict) and answer.get("stage"):
        return Stage(answer["system"], answer["stage"])
    return None


def categories(stage: Stage) -> frozenset[str]:
    """Several when the stage leaves the depth of collapse open. With the system unknown: whatever
    the stage may be in any system, so that 1 is before collapse and 3 is past it in all."""
    return frozenset(category for row in _rows(stage) for category in row.categories)


def stage_group(found: frozenset[str]) -> str | None:
    """What answers distinguish: the bone has not collapsed, it has, or the joint is worn too. None
    where these categories leave it open."""
    if found and found <= BEFORE_COLLAPSE:
        return "before_collapse"
    if found & BEFORE_COLLAPSE or not found:
        return None
    return ARTHRITIS if found == {ARTHRITIS} else "after_collapse"


def group_of_finding(kind: str, value: Any) -> str | None:
    """The group that one thing said of a hip puts it in: a stage, collapse or arthritis."""
    if kind == "stage":
        stage = stage_from(value)
        return stage_group(categories(stage)) if stage else None
    if kind == "collapse":
        return {"yes": "after_collapse", "no": "before_collapse"}.get(str(value))
    return ARTHRITIS if (kind, value) == (ARTHRITIS, "yes") else None


def cross_walk(stage: Stage) -> CrossWalk | None:
    """None with the system unknown: such a stage is never translated."""
    return None if stage.system == UNKNOWN_SYSTEM else next(_rows(stage))


def _rows(stage: Stage) -> Iterator[CrossWalk]:
    systems = SYSTEMS if stage.system == UNKNOWN_SYSTEM else (stage.system,)
    return (
        row for row in table() if any(stage.stage in row.stages.get(name, ()) for name in systems)
    )


@cache
def table() -> tuple[CrossWalk, ...]:
    return read(_TABLE, tuple[CrossWalk, ...])


def _said(name: str) -> str:
    return _ROMAN.sub(lambda m: f"{_DIGITS[m[1]]} {m[2]}".strip(), name)

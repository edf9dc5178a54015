"""Which hip a staging finding speaks of ("left is ficat 2, right ARCO 3A"). Called by
`nlu/hip_of_findings.py`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clinic.findings import Finding
from clinic.hips import PER_HIP, SIDES

_CARRIES_A_SIDE = frozenset({*PER_HIP, "number"})
_SENTENCE = re.compile(r"[.!?\n](?!\d)")


def with_sides(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Within a sentence the side stands before what it belongs to, unless the sentence starts
    otherwise ("stage 2 on the left and 3 on the right")."""
    ends = [m.end() for m in _SENTENCE.finditer(text)] + [len(text) + 1]
    placed: list[Finding] = []
    remaining = sorted(findings, key=lambda f: f.start)
    for end in ends:
        sentence = [f for f in remaining if f.start < end]
        remaining = remaining[len(sentence) :]
        placed += _sides_in(sentence)
    return placed


def _sides_in(sentence: list[Finding]) -> list[Finding]:
    sides = [f for f in sentence if f.kind == "hip_side" and f.value in SIDES and not f.negated]
    staged = [f for f in sentence if f.kind in _CARRIES_A_SIDE]
    if not sides or not staged:
        return sentence
    side_first = sides[0].start <= staged[0].start
    return [
        replace(f, side=_side_of(f, sides, side_first)) if f.kind in _CARRIES_A_SIDE else f
        for f in sentence
    ]


def _side_of(finding: Finding, sides: list[Finding], side_first: bool) -> str | None:
    inside = [s.value for s in sides if finding.start <= s.start and s.end <= finding.end]
    before = [s.value for s in sides if s.start < finding.start]
    after = [s.value for s in sides if s.start >= finding.end]
    nearest = before[-1:] if side_first else after[:1] or before[-1:]
    return next(iter(inside or nearest), None)

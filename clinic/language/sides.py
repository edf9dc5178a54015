"""Which hip a staging finding speaks of ("left is ficat 2, right ARCO 3A"). Called by
`nlu/hip_of_findings.py`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from clinic.findings import Finding
from clinic.hips import PER_HIP, SIDES
from clinic.language.vocabulary import any_of, word_lists

_CARRIES_A_SIDE = frozenset({*PER_HIP, "number"})
_SENTENCE = re.compile(r"[.!?\n](?!\d)")
_LISTS = word_lists("hip_sides")
_WELL = re.compile(
    rf"[\w./]{{1,40}}(?:\s+(?:hip|side|one|leg|hand|is|was|has|feels|hurts)){{0,6}}?"
    rf"(?:\s*\b{any_of(_LISTS['between'])}\b|'s\b){{0,8}}\s+{any_of(_LISTS['well'])}\b(?!\s+(?:but|until|at\s+rest|for\s+nothing|enough))",
    re.IGNORECASE,
)
_WELL_BEFORE = re.compile(
    rf"\b{any_of(_LISTS['well_before'])}(?:\s+{any_of(_LISTS['led_by'])}){{0,3}}\s+$", re.IGNORECASE
)
_OTHER = re.compile(rf"\b{any_of(_LISTS['other'])}\b", re.IGNORECASE)
_SIDE_WORD = re.compile(
    r"\b(?:l|r|lh|rh|lt|rt|le?f?t?|ri?g?h?t?|rite|wright|left|right)\b", re.IGNORECASE
)
_REACH = 60


def without_healthy(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """A side that is well, or is not the one, counts as denied; "not the left, the other one" is
    the right."""
    plain = text.replace("\u2019", "'")
    marked = [
        replace(f, negated=True) if f.kind == "hip_side" and _is_well(plain, f) else f
        for f in findings
    ]
    sides = [f for f in marked if f.kind == "hip_side"]
    denied = len(sides) == 1 and sides[0].negated and sides[0].value in SIDES
    if denied and (other := _OTHER.search(plain, sides[0].end)):
        value = next(side for side in SIDES if side != sides[0].value)
        marked.append(Finding("hip_side", value, *other.span(), "other_side"))
    return marked


def _is_well(text: str, finding: Finding) -> bool:
    if finding.value not in SIDES:
        return False
    before = text[max(0, finding.start - _REACH) : finding.start]
    word = _SIDE_WORD.search(text, finding.start, finding.end)
    at = word.start() if word else finding.start
    lead = text[max(0, at - _REACH) : at]
    return bool(_WELL.match(text, at) or _WELL_BEFORE.search(lead) or _WELL_BEFORE.search(before))


def with_sides(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Within a sentence the side stands before what it belongs to, unless the sentence starts
    otherwise ("stage 2 on the left and 3 on the right")."""
    ends = [m.end() for m in _SENTENCE.finditer(text)]
    in_order = sorted(findings, key=_start)
    sentences = groupby(in_order, key=lambda f: bisect_right(ends, f.start))
    return [placed for _, sentence in sentences for placed in _sides_in(list(sentence))]


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
    here = bisect_left(sides, finding.start, key=_start)
    behind = bisect_left(sides, finding.end, key=_start)
    inside = [s for s in sides[here:behind] if s.end <= finding.end]
    before, after = sides[max(0, here - 1) : here], sides[behind : behind + 1]
    nearest = before if side_first else after or before
    return next((str(side.value) for side in inside or nearest), None)


def _start(finding: Finding) -> int:
    return finding.start

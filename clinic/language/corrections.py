"""What a person takes back ("left, sorry I mean right"). Called by `nlu/asserted_findings.py` and
`clinic/told.py`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

_REACH = 40
_CUE = re.compile(rf"(?<!\w){any_of(word_lists('corrections')['cues'])}(?!\w)", re.IGNORECASE)
_PAST = re.compile(rf"\b{any_of(word_lists('corrections')['past'])}\b", re.IGNORECASE)
_PRESENT = re.compile(rf"\b{any_of(word_lists('corrections')['present'])}\b", re.IGNORECASE)
_TAKES_BACK = re.compile(rf"\b{any_of(word_lists('corrections')['takes_back'])}\b", re.IGNORECASE)
_CHANGES = frozenset({"pain_score", "number", "mobility"})
_SENTENCE = re.compile(r"[.!?;\n](?!\d)")
_ONE_VALUE = frozenset(
    {
        "hip_side",
        "age",
        "stage",
        "pain_duration",
        "pain_score",
        "number",
        "mobility",
        "lesion_size",
        "phone",
        "email",
    }
)


def corrected(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The earlier of two values with a correction between them counts as denied. A bare number
    that corrects an age or a score becomes one."""
    result = sorted(findings, key=lambda f: f.start)
    last: int | None = None
    for index, finding in enumerate(result):
        if finding.kind not in _ONE_VALUE:
            continue
        if last is not None and _corrects(text, result[last], finding):
            earlier = result[last]
            result[last] = replace(earlier, negated=True)
            result[index] = replace(
                finding, kind=earlier.kind, uncertain=earlier.uncertain, negated=False
            )
        elif last is not None and _is_past(text, result[last], finding):
            result[last] = replace(result[last], negated=True)
        last = index
    return result


def takes_back(text: str) -> bool:
    """Whether it corrects something from an earlier message."""
    return _TAKES_BACK.search(text) is not None


def _is_past(text: str, earlier: Finding, later: Finding) -> bool:
    """ "Used to be a 9, now it's a 3": both the past and the present are marked."""
    if {earlier.kind, later.kind} - _CHANGES or earlier.end > later.start:
        return False
    if "mobility" in (earlier.kind, later.kind) and earlier.kind != later.kind:
        return False
    between = text[earlier.end : later.start]
    lead = _SENTENCE.split(text[max(0, earlier.start - _REACH) : earlier.start])[-1]
    after = _SENTENCE.split(text[later.end : later.end + _REACH])[0]
    past = _PAST.search(lead + text[earlier.start : earlier.end] + between)
    return bool(len(between) <= _REACH and past and _PRESENT.search(f"{between} | {after}"))


def _corrects(text: str, earlier: Finding, later: Finding) -> bool:
    kinds = (earlier.kind, later.kind)
    if kinds[0] != kinds[1] and kinds not in (("age", "number"), ("pain_score", "number")):
        return False
    between = text[earlier.end : later.start]
    return len(between) <= _REACH and _CUE.search(between) is not None

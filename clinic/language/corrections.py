"""What a person takes back ("left, sorry I mean right"). Called by `nlu/asserted_findings.py` and
`clinic/told.py`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clinic.findings import AHEAD, Finding
from clinic.language.duration import in_its_unit
from clinic.language.phone import is_an_end, with_other_end
from clinic.language.vocabulary import any_of, word_lists

_REACH = 40
_CUE = re.compile(rf"(?<!\w){any_of(word_lists('corrections')['cues'])}(?!\w)", re.IGNORECASE)
_PAST = re.compile(rf"\b{any_of(word_lists('corrections')['past'])}\b", re.IGNORECASE)
_PRESENT = re.compile(rf"\b{any_of(word_lists('corrections')['present'])}\b", re.IGNORECASE)
_TAKES_BACK = re.compile(rf"\b{any_of(word_lists('corrections')['takes_back'])}\b", re.IGNORECASE)
_APPROACHED = re.compile(
    rf"\b{any_of(word_lists('corrections')['approached'])}\W*(?:an?\W+)?$", re.IGNORECASE
)
_LIKENED = re.compile(
    rf"\b{any_of(word_lists('corrections')['body'])}\s+{any_of(word_lists('corrections')['likened'])}\W*$"
    rf"|\bfeels?\s+(?:like\s+)?(?:an?\s+)?$",
    re.IGNORECASE,
)
_NEAR = 2  # of a value that is nearly reached
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
# A bare number may stand for any of these that was said before it.
_SAID_SHORT = ("number", "age", "pain_score", "pain_duration", "phone")
_LIKE = {"number": _SAID_SHORT, "pain_score": ("pain_score", "number")}


def corrected(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The earlier of two values with a correction between them counts as denied. A bare number
    that corrects an age, a score, a duration or the end of a telephone number becomes one."""
    result = sorted(findings, key=lambda f: f.start)
    last: dict[str, int] = {}
    for index, finding in enumerate(result):
        if finding.kind not in _ONE_VALUE:
            continue
        alike = [last[kind] for kind in _LIKE.get(finding.kind, (finding.kind,)) if kind in last]
        if alike:
            _compare(text, result, max(alike), index)
        last[result[index].kind] = index
    return result


def _compare(text: str, result: list[Finding], at: int, index: int) -> None:
    """Marks the earlier as denied where the later takes its place."""
    earlier, finding = result[at], result[index]
    if finding.when != AHEAD and _corrects(text, earlier, finding):
        result[index] = _as(earlier, finding, text)
    elif not (_is_past(text, earlier, finding) or _is_only_near(text, earlier, finding)):
        return
    result[at] = replace(earlier, negated=True)


def _as(earlier: Finding, finding: Finding, text: str) -> Finding:
    """The later value as what the earlier one was."""
    value = finding.value
    if finding.kind == "number" and earlier.kind == "pain_duration":
        value = in_its_unit(text[earlier.start : earlier.end], value)
    elif finding.kind == "number" and earlier.kind == "phone":
        value = with_other_end(earlier.value, text[finding.start : finding.end])
    return replace(
        finding, kind=earlier.kind, value=value, uncertain=earlier.uncertain, negated=False
    )


def takes_back(text: str) -> bool:
    """Whether it corrects something from an earlier message."""
    return _TAKES_BACK.search(text) is not None


def _is_only_near(text: str, earlier: Finding, later: Finding) -> bool:
    """ "Almost 70, 69"; "my hip is 80, but I am 53"."""
    values = (earlier.value, later.value)
    if later.start - earlier.end > _REACH or not all(isinstance(v, int | float) for v in values):
        return False
    said = _SENTENCE.split(text[max(0, earlier.start - _REACH) : earlier.start])[-1]
    own = text[earlier.start : earlier.end].rpartition(" ")[0]
    if _APPROACHED.search(said + own):
        return bool(0 < abs(earlier.value - later.value) <= _NEAR)
    return {earlier.kind, later.kind} <= {"number", "age"} and bool(_LIKENED.search(said + own))


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
    if kinds[0] != kinds[1] and (kinds[1] != "number" or kinds[0] not in _SAID_SHORT):
        return False
    if kinds == ("phone", "number") and not is_an_end(text[later.start : later.end]):
        return False
    between = text[earlier.end : later.start]
    return len(between) <= _REACH and _CUE.search(between) is not None

"""What is said of a whole list: "I don't smoke, drink or take steroids", "steroids Y, alcohol N",
"everything except diving". Called by `nlu/asserted_findings.py`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clinic.answer_values import LISTS
from clinic.findings import Finding
from clinic.language.planned import is_given_up
from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("lists")
_REACH = 160  # characters of a denial
_GAP = 40
_MOST = 30  # findings of one list; nobody tells more
_DENIAL = re.compile(rf"\b{any_of(_LISTS['denials'])}\b", re.IGNORECASE)
_DENIAL_ENDS = re.compile(rf"[.;!?\n]|\b{any_of(_LISTS['denial_ends'])}\b", re.IGNORECASE)
_LAST_OF_LIST = re.compile(
    rf"(?:,|\b(?:or|nor)\b)\s*(?:{any_of(_LISTS['verbs'])}\b|(?<=or\s)\w)", re.IGNORECASE
)
_MARK = re.compile(
    rf"[\s:=\-\u2013]{{1,3}}(?:(?P<no>{any_of(_LISTS['no_marks'])})|(?P<yes>{any_of(_LISTS['yes_marks'])}))(?!\w)"
    r"\s*(?P<end>$|[,;./\n]|(?=\w))",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(rf"\b{any_of(_LISTS['all_but'])}\b", re.IGNORECASE)


def told_in_lists(text: str, findings: Sequence[Finding]) -> list[Finding]:
    plain = text.replace("\u2019", "'")
    listed = [f for f in findings if f.kind in LISTS][:_MOST]
    if not listed:
        return list(findings)
    told = {id(f): f for f in listed}
    for finding in (*_denied(plain, listed), *_marked(plain, listed)):
        told[finding[0]] = finding[1]
    changed = [told.get(id(f), f) for f in findings]
    return _all_but(plain, changed)


def _denied(text: str, listed: list[Finding]) -> list[tuple[int, Finding]]:
    """All that stands between a denial of doing and the end of its list."""
    found = []
    for denial in list(_DENIAL.finditer(text))[:_MOST]:
        end = _DENIAL_ENDS.search(text, denial.end(), denial.end() + _REACH)
        edge = end.start() if end else min(len(text), denial.end() + _REACH)
        joins = [m.end() for m in _LAST_OF_LIST.finditer(text, denial.end(), edge)]
        inside = [
            f
            for f in listed
            if denial.end() <= f.start < edge and not is_given_up(text, f.start, f.end)
        ]
        for finding in inside:
            first_part = "," not in text[denial.end() : finding.start]
            if first_part or (joins and max(joins) > finding.start - _GAP):
                found.append((id(finding), replace(finding, negated=True)))
    return found


def _marked(text: str, listed: list[Finding]) -> list[tuple[int, Finding]]:
    """A "Y" or "no" behind each of them; one alone may belong to what comes next."""
    marks = [(f, m) for f in listed if (m := _MARK.match(text, f.end))]
    if not marks or text[: listed[0].start].strip(" ,.").lower() in _LISTS["no_marks"]:
        return []
    is_table = len(marks) > 1 and marks[-1][1].end() >= len(text.rstrip(" .!"))
    return [
        (id(f), replace(f, negated=m["no"] is not None))
        for f, m in marks
        if is_table or m[0].strip(" :=-,;./").lower() in _LISTS["lab_marks"]
    ]


def _all_but(text: str, findings: list[Finding]) -> list[Finding]:
    """ "Everything except diving" is all the others of the list."""
    said = _ALL_BUT.search(text)
    behind = [f for f in findings if said and f.kind in LISTS and f.start >= said.end()]
    if not said or not behind:
        return findings
    kind = behind[0].kind
    excepted = {f.value for f in behind if f.kind == kind}
    denied = [replace(f, negated=True) if f in behind else f for f in findings]
    return denied + [
        Finding(kind, value, said.start(), said.end(), "all_but", uncertain=True)
        for value in LISTS[kind]
        if value not in excepted and value != "other"
    ]

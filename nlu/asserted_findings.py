"""spaCy component: marks what is denied, in doubt or somebody else's, and leaves out what is only
asked about or planned. It comes after everything that finds."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from clinic.answer_values import CONTACT_SLOTS
from clinic.assertion import Assertion, CuesIn
from clinic.findings import Finding
from clinic.language.corrections import corrected
from clinic.language.planned import is_ahead, is_asked_about, is_done, is_given_up, is_reported
from clinic.language.sides import without_healthy
from clinic.language.vocabulary import any_of, entries, word_lists
from clinic.plain_words import plain_words
from nlu.found import findings_of

_HOLDS_ITS_NO = frozenset(e.id for e in entries("clinical_terms") if not e.negatable)
_CONTACT = frozenset(CONTACT_SLOTS)
_QUANTITIES = _CONTACT | {"age", "number", "pain_duration", "pain_score", "lesion_size"}
_PRESENT_ONLY = frozenset({"contraindications", "mobility"})
_AS_SAID = frozenset({"reply", "treatment", "choice", "follow_up", "stage_group"})
_ASKED_ABOUT = frozenset({"imaging_done", "prior_hip_surgery", "stage", "diagnosis_confirmed"})
_DONE_OR_AHEAD = frozenset({"imaging_done", "prior_hip_surgery"})
# What doubt makes of a finding when its question is asked.
_IN_DOUBT = {"diagnosis_confirmed": "unsure", "collapse": "unknown", "arthritis": "unknown"}
_NOT = re.compile(r"\bnot\s+(?:a\s+)?$|n['\u2019]?t\s+$", re.IGNORECASE)
_KIN = re.compile(rf"\b{any_of(word_lists('people')['kin'])}\b", re.IGNORECASE)
_KIN_REACH = 120
_ECHO = re.compile(r"[^.!?\n]{0,20}\?[^.!?\n]{0,40}")
_ECHO_REACH = 61
_MINE = re.compile(r"\b(?:mine|my\s+own|as\s+for\s+me|for\s+(?:me|mine)|myself)\b", re.IGNORECASE)
_MINE_REACH = 40


@Language.component("asserted_findings")
def asserted_findings(doc: Doc) -> Doc:
    text = doc.text
    words = plain_words(text)
    cues = CuesIn(words)
    asserted = [
        _asserted(finding, text, cues.about(*words.in_text(finding.start, finding.end)))
        for finding in findings_of(doc)
    ]
    kept = without_healthy(text, [finding for finding in asserted if finding])
    doc._.findings = corrected(text, _own_in_doubt(text, _echoed(text, kept)))
    return doc


def _echoed(text: str, findings: list[Finding]) -> list[Finding]:
    """ "Arthritis? Couldn't tell you" repeats the question and leaves it open."""
    doubts = _doubts(findings)
    return [
        replace(f, value=_IN_DOUBT.get(f.kind, f.value), uncertain=True)
        if f.kind not in _AS_SAID and _is_echo(text, f.end, doubts)
        else f
        for f in findings
    ]


def _is_echo(text: str, end: int, doubts: list[int]) -> bool:
    near = doubts[bisect_left(doubts, end) : bisect_right(doubts, end + _ECHO_REACH)]
    return any(_ECHO.fullmatch(text, end, at) for at in near)


def _doubts(findings: list[Finding]) -> list[int]:
    """Where each is said, in order."""
    return sorted(f.start for f in findings if f.kind == "reply" and f.value == "unknown")


def _own_in_doubt(text: str, findings: list[Finding]) -> list[Finding]:
    """ "My sister's is stage 4, mine nobody told me": hers is not to be taken for an answer."""
    mine = [m.start() for m in _MINE.finditer(text)]
    own = (doubt - mine[at - 1] for doubt in _doubts(findings) if (at := bisect_right(mine, doubt)))
    if not any(distance <= _MINE_REACH for distance in own):
        return findings
    return [f for f in findings if f.person == "self" or f.kind in _AS_SAID]


def _asserted(finding: Finding, text: str, said: Assertion) -> Finding | None:
    if finding.kind in _AS_SAID:
        return finding
    # The age grammar knows whose age it is: "my husband is 50, I'm 47". A number to call is given
    # to be called.
    if finding.kind not in _CONTACT | {"age"} and (
        said.family or (said.other_person and _names_kin(text, finding.start))
    ):
        finding = replace(finding, person="other")
    if finding.kind in _QUANTITIES:
        return replace(
            finding, negated=bool(_NOT.search(text[max(0, finding.start - 12) : finding.start]))
        )
    if _is_no_report(finding, text, said):
        return None
    return _doubted(_denied(finding, text, said), text, said)


def _is_no_report(finding: Finding, text: str, said: Assertion) -> bool:
    if finding.cue in _HOLDS_ITS_NO:
        return False
    past = said.historical and finding.kind in _PRESENT_ONLY
    place = (text, finding.start, finding.end)
    ahead = finding.kind in _DONE_OR_AHEAD and is_ahead(*place)
    ahead |= finding.kind in _ASKED_ABOUT and is_asked_about(*place)
    supposed = said.hypothetical and not is_reported(text, finding.start)
    return past or (not said.negated and (supposed or ahead))


def _denied(finding: Finding, text: str, said: Assertion) -> Finding:
    """A risk factor of the past is one."""
    denied = said.negated and finding.cue not in _HOLDS_ITS_NO
    if denied and finding.kind == "risk_factors":
        denied = not is_given_up(text, finding.start, finding.end)
    return replace(finding, negated=denied)


def _doubted(finding: Finding, text: str, said: Assertion) -> Finding:
    if said.uncertain and finding.kind in _IN_DOUBT and not finding.negated:
        return replace(finding, value=_IN_DOUBT[finding.kind], uncertain=True)
    untold = finding.kind == "prior_hip_surgery" and finding.cue not in _HOLDS_ITS_NO
    told = not untold or is_done(text, finding.start, finding.end)
    return replace(finding, uncertain=finding.uncertain or said.uncertain or not told)


def _names_kin(text: str, start: int) -> bool:
    """The cues for another person include "he" and "they", who may be the doctor."""
    return bool(_KIN.search(text[max(0, start - _KIN_REACH) : start]))

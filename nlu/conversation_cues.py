"""spaCy component: what concerns the conversation itself - picks from a list, questions that carry
on, questions for the meaning of a word. It comes before denials are read: "what if mine is stage 3"
reports no stage."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from clinic.language.choices import find_choices
from clinic.language.follow_ups import find_follow_ups
from clinic.language.terms import find_terms
from clinic.staging import group_of_finding
from nlu.found import findings_of


@Language.component("conversation_cues")
def conversation_cues(doc: Doc) -> Doc:
    found = findings_of(doc)
    carried_on = find_follow_ups(doc.text, found)
    supposed = stage_groups(found) if carried_on else []
    terms = find_terms(doc.text)
    if terms:
        # What a person asks the meaning of is not reported as theirs.
        treatments = [finding for finding in found if finding.kind == "treatment"]
        doc._.findings = [*treatments, *terms]
    else:
        doc._.findings = [*found, *find_choices(doc.text), *carried_on, *supposed]
    return doc


@Language.component("stage_of_patient")
def stage_of_patient(doc: Doc) -> Doc:
    """The group of the stage that the person reports as their own."""
    own = [f for f in findings_of(doc) if f.person == "self" and not (f.negated or f.uncertain)]
    if not any(finding.kind == "stage_group" for finding in own):
        doc._.findings = [*findings_of(doc), *stage_groups(own)]
    return doc


def stage_groups(findings: list[Finding]) -> list[Finding]:
    """One, where all that is said of the stage falls into one group."""
    grouped = [(f, group) for f in findings if (group := group_of_finding(f.kind, f.value))]
    if len({group for _, group in grouped}) != 1:
        return []
    first, group = grouped[0]
    return [Finding("stage_group", group, first.start, first.end, first.cue)]

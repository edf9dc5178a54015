"""spaCy component: ages, durations, pain scores, lesion sizes and numbers. It comes after the
stages, so that their numbers are taken."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from clinic.language.age import find_ages
from clinic.language.duration import find_durations
from clinic.language.extents import Extents
from clinic.language.lesion_size import find_lesion_sizes
from clinic.language.numbers import find_numbers
from clinic.language.pain_score import find_pain_scores
from nlu.found import findings_of


@Language.factory("quantities", default_config={"today": None})
class Quantities:
    """`today` is an ISO date; None is the day of the message."""

    def __init__(self, nlp: Language, name: str, today: str | None) -> None:
        self._today = date.fromisoformat(today) if today else None

    def __call__(self, doc: Doc) -> Doc:
        text, today = doc.text, self._today or date.today()
        found = Unshared(findings_of(doc))
        found.add(find_ages(text, today))
        found.add(find_pain_scores(text))
        found.add(find_lesion_sizes(text))
        found.add(find_durations(text, today))
        found.add(find_numbers(text))
        doc._.findings = found.findings
        return doc


class Unshared:
    """Findings of which no two share a character: the first to claim it keeps it."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = list(findings)
        self._extents = Extents((f.start, f.end) for f in findings)

    def add(self, findings: list[Finding]) -> None:
        self.findings += [f for f in findings if self._extents.take(f.start, f.end)]

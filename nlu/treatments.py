"""spaCy component: the treatment that a message is about (`data/vocabulary/treatments.yml`)."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from nlu.found import findings_of
from nlu.phrase_finder import PhraseFinder

STEM_CELLS = "stem_cell"


@Language.factory("treatments")
class Treatments:
    def __init__(self, nlp: Language, name: str) -> None:
        self._find = PhraseFinder(nlp, "treatments")

    def __call__(self, doc: Doc) -> Doc:
        named = [
            Finding("treatment", entry.value, start, end, entry.id)
            for entry, start, end in self._find(doc)
        ]
        doc._.findings = [*findings_of(doc), *_under_discussion(named)]
        return doc


def _under_discussion(named: list[Finding]) -> list[Finding]:
    """Where stem cells are compared with something, they are what it is about."""
    stem_cells = [finding for finding in named if finding.value == STEM_CELLS]
    return (stem_cells or named)[:1]

"""spaCy components for words that stand for one thing: scans, medicines, operations and others in
`data/vocabulary/clinical_terms.yml`. Which hip has a list of its own, because a "left hip
replacement" is both a side and an operation."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from nlu.found import findings_of
from nlu.phrase_finder import PhraseFinder


@Language.factory("clinical_terms", default_config={"vocabulary": "clinical_terms"})
class ClinicalTerms:
    def __init__(self, nlp: Language, name: str, vocabulary: str) -> None:
        self._find = PhraseFinder(nlp, vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        terms = [
            Finding(str(e.slot), e.value, start, end, e.id, uncertain=e.only_when_asked)
            for e, start, end in self._find(doc)
        ]
        doc._.findings = [*findings_of(doc), *terms]
        return doc

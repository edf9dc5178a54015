"""spaCy component: yes, no, "I don't know" and "skip"."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from clinic.language.replies import is_reply
from nlu.found import findings_of
from nlu.phrase_finder import PhraseFinder


@Language.factory("replies")
class Replies:
    def __init__(self, nlp: Language, name: str) -> None:
        self._find = PhraseFinder(nlp, "replies")

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        replies = [
            Finding("reply", entry.value, start, end, entry.id)
            for entry, start, end in self._find(doc, lambda phrase: is_reply(text, *phrase))
        ]
        doc._.findings = [*findings_of(doc), *replies]
        return doc

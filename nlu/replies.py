"""spaCy component: yes, no, "I don't know" and "skip"."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.findings import Finding
from clinic.language.extents import Extents
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
        doc._.findings = [*findings_of(doc), *_without_told(replies, findings_of(doc))]
        return doc


def _without_told(replies: list[Finding], found: list[Finding]) -> list[Finding]:
    """The "unknown" of "cause unknown" is an answer and no doubt."""
    told = Extents((f.start, f.end) for f in found if f.value == "none")
    return [f for f in replies if f.value != "unknown" or told.are_free(f.start, f.end)]

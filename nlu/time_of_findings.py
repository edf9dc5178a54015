"""spaCy component: gives risk factors, operations and scans the time that is told with them. It
comes after the denials, because what was never done has no time."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from clinic.language.times import with_times
from nlu.found import findings_of


@Language.factory("time_of_findings", default_config={"today": None})
class TimeOfFindings:
    """`today` is an ISO date; None is the day of the message."""

    def __init__(self, nlp: Language, name: str, today: str | None) -> None:
        self._today = date.fromisoformat(today) if today else None

    def __call__(self, doc: Doc) -> Doc:
        doc._.findings = with_times(doc.text, findings_of(doc), self._today or date.today())
        return doc

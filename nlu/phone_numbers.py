"""spaCy component: telephone numbers. It comes before the quantities, so that their digits are
taken for nothing else."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.language.extents import Extents
from clinic.language.phone import find_phones
from clinic.settings import read_settings
from nlu.found import findings_of


@Language.factory("phone_numbers", default_config={"region": None})
class PhoneNumbers:
    """`region` is for numbers without a country code; None is the clinic's country."""

    def __init__(self, nlp: Language, name: str, region: str | None) -> None:
        self._region = region or read_settings().country

    def __call__(self, doc: Doc) -> Doc:
        extents = Extents((f.start, f.end) for f in findings_of(doc))
        found = find_phones(doc.text, self._region)
        phones = [f for f in found if extents.are_free(f.start, f.end)]
        doc._.findings = [*findings_of(doc), *phones]
        return doc

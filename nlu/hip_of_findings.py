"""spaCy component: gives each staging finding the hip it speaks of. The last of ours, because a
denied side is none."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.language.sides import with_sides
from nlu.found import findings_of


@Language.component("hip_of_findings")
def hip_of_findings(doc: Doc) -> Doc:
    doc._.findings = with_sides(doc.text, findings_of(doc))
    return doc

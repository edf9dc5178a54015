"""spaCy component: stages such as "ficat 2b" or "ARCO IIIA"."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.language.stage import find_stages
from nlu.found import findings_of


@Language.component("stage_expressions")
def stage_expressions(doc: Doc) -> Doc:
    doc._.findings = [*findings_of(doc), *find_stages(doc.text)]
    return doc

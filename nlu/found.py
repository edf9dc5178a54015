"""Where the spaCy components keep what they find: `doc._.findings`."""

from spacy.tokens import Doc

from clinic.findings import Finding

if not Doc.has_extension("findings"):
    Doc.set_extension("findings", default=[])


def findings_of(doc: Doc) -> list[Finding]:
    found: list[Finding] = doc._.findings
    return found

"""spaCy component: e-mail addresses. The first of ours, so that their words are read as nothing
else."""

from spacy.language import Language
from spacy.tokens import Doc

from clinic.language.email import find_emails
from nlu.found import findings_of


@Language.component("email_addresses")
def email_addresses(doc: Doc) -> Doc:
    doc._.findings = [*findings_of(doc), *find_emails(doc.text)]
    return doc

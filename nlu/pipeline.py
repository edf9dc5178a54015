"""The spaCy pipeline that reads a message. Used by the live assistant (`nlu/clinical_nlp.py`), by
`tools.parse` and by the tests, none of which needs Rasa for it."""

from datetime import date

import spacy
from spacy.language import Language

# Importing a component registers its factory with spaCy.
import nlu.asserted_findings
import nlu.clinical_terms
import nlu.conversation_cues
import nlu.email_addresses
import nlu.hip_of_findings
import nlu.misheard_terms
import nlu.phone_numbers
import nlu.quantities
import nlu.replies
import nlu.stage_expressions
import nlu.time_of_findings
import nlu.treatments  # noqa: F401

LONGEST_WORD = 200


def _is_no_word(chunk: str) -> bool:
    """Kept whole: spaCy would take 10,000 signs off such a chunk one by one, for 15 seconds."""
    return len(chunk) > LONGEST_WORD


def build(today: date | None = None) -> Language:
    """Built, not loaded: a blank English tokenizer and our components. `today` is for tests."""
    day = {"today": today.isoformat() if today else None}
    nlp = spacy.blank("en")
    nlp.tokenizer.token_match = _is_no_word  # type: ignore[union-attr]
    nlp.vocab["did"].norm_ = "do"  # as spaCy has it in "didn't"
    for component in ("email_addresses", "stage_expressions", "phone_numbers"):
        nlp.add_pipe(component)
    nlp.add_pipe("quantities", config=day)
    nlp.add_pipe("clinical_terms")
    nlp.add_pipe("clinical_terms", name="hip_sides", config={"vocabulary": "hip_sides"})
    for component in (
        "misheard_terms",
        "replies",
        "treatments",
        "conversation_cues",
        "asserted_findings",
        "hip_of_findings",
        "stage_of_patient",
    ):
        nlp.add_pipe(component)
    nlp.add_pipe("time_of_findings", config=day)
    return nlp

"""The spaCy pipeline that reads a message. Used by the live assistant (`nlu/clinical_nlp.py`), by
`tools.parse` and by the tests, none of which needs Rasa for it."""

from datetime import date

import spacy
from spacy.language import Language

# Importing a component registers its factory with spaCy.
import nlu.asserted_findings
import nlu.clinical_terms
import nlu.hip_of_findings
import nlu.quantities
import nlu.replies
import nlu.stage_expressions  # noqa: F401


def build(today: date | None = None) -> Language:
    """Built, not loaded: a blank English tokenizer and our components. `today` is for tests."""
    nlp = spacy.blank("en")
    nlp.vocab["did"].norm_ = "do"  # as spaCy has it in "didn't"
    nlp.add_pipe("stage_expressions")
    nlp.add_pipe("quantities", config={"today": today.isoformat() if today else None})
    nlp.add_pipe("clinical_terms")
    nlp.add_pipe("clinical_terms", name="hip_sides", config={"vocabulary": "hip_sides"})
    for component in ("replies", "asserted_findings", "hip_of_findings"):
        nlp.add_pipe(component)
    return nlp

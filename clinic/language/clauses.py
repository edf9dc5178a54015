"""The questions that stand side by side in one message: "how much is it and does insurance pay?".
Called by the sentence encoder, which gives each a meaning of its own."""

import re

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("clauses")
_SENTENCE = re.compile(r"[.?!;\n]+\s*|,\s*(?=" + any_of(_LISTS["joints"]) + r"\b)", re.IGNORECASE)
_JOINT = re.compile(
    rf"(?:,\s*|\s+){any_of(_LISTS['joints'])}[\s,]+(?={any_of(_LISTS['question_words'])}\b)|"
    rf",\s*(?={any_of(_LISTS['question_words'])}\b)",
    re.IGNORECASE,
)
FEWEST_WORDS = 2
MOST_CLAUSES = 6


def clauses(text: str) -> list[str]:
    """The latest six, in order; fewer than two when the message asks one thing."""
    sentences = (part for part in _SENTENCE.split(text) if part)
    pieces = (piece.strip() for sentence in sentences for piece in _JOINT.split(sentence))
    found = [piece for piece in pieces if len(piece.split()) >= FEWEST_WORDS]
    return found[-MOST_CLAUSES:] if len(found) > 1 else []

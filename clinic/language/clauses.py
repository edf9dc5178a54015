"""The questions that stand side by side in one message: "how much is it and does insurance pay?".
Called by the sentence encoder, which gives each a meaning of its own."""

import re
from collections.abc import Iterator

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("clauses")
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;]*")
_ASKS = rf"(?:{any_of(_LISTS['lead_ins'])}\W+)*{any_of(_LISTS['question_words'])}\b"
_JOINT = re.compile(
    rf",?\s+{any_of(_LISTS['joints'])}[\s,]+(?={_ASKS})|,\s*(?={_ASKS})", re.IGNORECASE
)
_STARTS_AS_QUESTION = re.compile(rf"\W*{_ASKS}", re.IGNORECASE)
MOST = 6


def questions(text: str) -> list[str]:
    """The latest six, in order; none when the message asks one thing only."""
    found = [piece for sentence in _SENTENCE.findall(text) for piece in _asked(sentence)]
    return found[-MOST:] if len(found) > 1 else []


def _asked(sentence: str) -> Iterator[str]:
    """The parts of a sentence that ask something: all that starts as a question does, and the last
    before a question mark."""
    parts = _JOINT.split(sentence)
    for number, part in enumerate(parts, 1):
        ends_as_question = number == len(parts) and sentence.rstrip().endswith("?")
        if part.strip() and (ends_as_question or _STARTS_AS_QUESTION.match(part)):
            yield part.strip()

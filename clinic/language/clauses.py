"""The questions that stand side by side in one message: "how much is it and does insurance pay?".
Called by the sentence encoder, which gives each a meaning of its own, and by `clinic/told.py`."""

import re
from collections.abc import Iterator

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("clauses")
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;]*")
_ASKS = rf"(?:{any_of(_LISTS['lead_ins'])}\W+){{0,6}}{any_of(_LISTS['question_words'])}\b"
_JOINT = re.compile(
    rf",?\s+{any_of(_LISTS['joints'])}[\s,]+(?={_ASKS})|,\s*(?={_ASKS})", re.IGNORECASE
)
_STARTS_AS_QUESTION = re.compile(rf"\W*{_ASKS}", re.IGNORECASE)
MOST = 6


def questions(text: str) -> list[str]:
    """The latest six, in order; none when the message asks one thing only."""
    found = [text[start:end] for start, end in question_spans(text)]
    return found[-MOST:] if len(found) > 1 else []


def question_spans(text: str) -> list[tuple[int, int]]:
    """Where each question of the message starts and ends."""
    return [
        (sentence.start() + start, sentence.start() + end)
        for sentence in _SENTENCE.finditer(text)
        for start, end in _asked(sentence[0])
    ]


def _asked(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a sentence that ask something: all that starts as a question does, and the last
    before a question mark."""
    joints = list(_JOINT.finditer(sentence))
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(sentence)]
    for start, end in zip(starts, ends, strict=True):
        part = sentence[start:end]
        ends_as_question = end == len(sentence) and sentence.rstrip().endswith("?")
        if part.strip() and (ends_as_question or _STARTS_AS_QUESTION.match(part)):
            left = start + len(part) - len(part.lstrip())
            yield left, left + len(part.strip())

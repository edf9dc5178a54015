"""The answers in words, as they are read back to the person: line by line, each with its name. The
words are those of the record that the clinic reads (data/records/wording.yml)."""

from collections.abc import Collection, Iterable

from clinic.hips import Answers
from clinic.record import Answered, answered
from clinic.record_words import wording


def answers_in_words(answers: Answers, slots: Collection[str]) -> list[str]:
    """One line for each slot that has an answer; hip by hip where the hips differ."""
    given = list(answered(answers, {}))
    return [_line(slot, own) for slot in slots if (own := [a for a in given if a.slot == slot])]


def _line(slot: str, given: Iterable[Answered]) -> str:
    words = wording()
    values = {answer.hip: words.answer(slot, answer.value) for answer in given}
    if len(set(values.values())) == 1:
        return words.line("answer", label=words.labels[slot], value=next(iter(values.values())))
    of_hips = (words.line("per_hip", hip=words.hip(h), value=v) for h, v in values.items())
    return words.line("answer", label=words.labels[slot], value=", ".join(of_hips))

"""Checks on the answers that a question offers for tapping (`answer:` in its metadata): of a known
kind, with all that the page needs to draw it."""

from collections.abc import Iterator
from typing import Any

from tools.content.buttons import LONGEST_TITLE
from tools.content.model import Problem
from tools.content.reading import Content

_CHOICE = {"title", "says"}
_NUMBER = {"kind", "min", "max", "label"}
_ENDS = {"low", "high"}  # in words, of a scale


def answers_can_be_given(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        if reply.answer is not None:
            yield from (reply.problem(f"answer {fault}") for fault in _faults(reply.answer))


def _faults(answer: Any) -> Iterator[str]:
    kind = answer.get("kind") if isinstance(answer, dict) else answer
    if kind == "many":
        yield from _faults_of_choices(answer)
    elif kind == "number":
        yield from _faults_of_number(answer)
    else:
        yield f"is of kind {kind!r}, not many or number"


def _faults_of_choices(answer: dict[str, Any]) -> Iterator[str]:
    if set(answer) != {"kind", "choices"}:
        yield f"has {sorted(answer)}, not kind and choices"
    for choice in answer.get("choices") or []:
        if set(choice) - {"alone"} != _CHOICE:
            yield f"has a choice with {sorted(choice)}, not title and says"
        elif not all(isinstance(choice[key], str) and choice[key] for key in _CHOICE):
            yield f"has a choice that is not text: {choice}"
        elif len(choice["title"]) > LONGEST_TITLE:
            yield f"choice {choice['title']!r} has more than {LONGEST_TITLE} characters"


def _faults_of_number(answer: dict[str, Any]) -> Iterator[str]:
    if set(answer) - _ENDS != _NUMBER:
        yield f"has {sorted(answer)}, not kind, min, max and label"
    elif not (isinstance(answer["min"], int) and isinstance(answer["max"], int)):
        yield "has ends that are not whole numbers"
    elif answer["min"] >= answer["max"]:
        yield "has no number between its ends"

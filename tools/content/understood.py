"""Checks that what is sent in a person's place is understood: buttons and choices. Read by the
code that reads people's words; what a classifier has to understand is an example."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from clinic.content.prescreen import Answer, ManyOf
from clinic.interpretation import read_answers
from clinic.language.answer_names import only_names_one
from tools.content.answers import answers_of_questions, question_of
from tools.content.buttons import COMMAND
from tools.content.model import Problem, Reply, normalised
from tools.content.reading import Content

_FREE_TEXT = ("utter_ask_contact_form_contact_time",)  # any words are an answer
CONSENT = "consent"


def buttons_are_understood(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        said = [button.payload for button in reply.buttons if button.payload[0] != COMMAND]
        for words in said:
            if not _is_understood(words, reply, content.learnt):
                yield reply.problem(f"button {words!r} is not understood")
        for twice in _twice(normalised(words) for words in said):
            yield reply.problem(f"two buttons say {twice!r}")


def choices_are_read_exactly(content: Content) -> Iterator[Problem]:
    """Each value of the question can be chosen once, and none of them, and that it is not known."""
    answers = answers_of_questions(content)
    for reply in content.replies:
        slot, pad = question_of(reply.path), (reply.metadata or {}).get("answer") or {}
        if slot and pad.get("kind") == "many":
            yield from _misread(reply, slot, pad["choices"], answers[slot])


def _is_understood(words: str, reply: Reply, learnt: Collection[str]) -> bool:
    slot = question_of(reply.path) or CONSENT
    return (
        answer_in(words, slot) is not None
        or normalised(words) in learnt
        or only_names_one(words)
        or reply.name in _FREE_TEXT
    )


def _misread(
    reply: Reply, slot: str, choices: list[dict[str, Any]], answer: Answer
) -> Iterator[Problem]:
    values = answer.values if isinstance(answer, ManyOf) else []
    wanted = [[value] for value in (*values, "none", "unknown")]
    read = {choice["says"]: answer_in(choice["says"], slot) for choice in choices}
    for says, value in read.items():
        if value not in wanted:
            yield reply.problem(f"choice {says!r} is read as {value}")
    for value in wanted:
        if list(read.values()).count(value) != 1:
            yield reply.problem(f"not one choice says {value[0]}")


def answer_in(words: str, slot: str) -> Any:
    return _answers(words, slot).get(slot)


@cache
def _answers(words: str, slot: str) -> dict[str, Any]:
    from nlu.found import findings_of  # noqa: PLC0415

    return read_answers(findings_of(_pipeline()(words)), slot)


@cache
def _pipeline() -> Any:
    """spaCy takes seconds to load, and most content needs no reading."""
    from nlu.pipeline import build  # noqa: PLC0415

    return build()


def _twice(names: Iterable[str]) -> list[str]:
    listed = list(names)
    return [name for at, name in enumerate(listed) if name in listed[:at]]

"""Checks on what goes with the pre-screen's questions: the words of the record, advice, stages, and
what a page draws for tapping. All of it is named after answers."""

import re
from collections.abc import Iterator

from clinic.content.prescreen import Advice, ManyOf, Number, StageOf, WrittenRow
from clinic.content.record import WrittenWording
from tools.content.answers import answers_of_questions, asked_in_order, question_of, values_by_slot
from tools.content.model import Problem, Reply
from tools.content.reading import Content

ADVICE = "data/prescreen/advice.yml"
CROSS_WALK = "data/prescreen/cross_walk.yml"
WORDING = "data/records/wording.yml"
DOUBT = "collapse_before"  # the first answer to `collapse`, where it was asked again
_CONTACT = ("consent", "contact_name", "phone", "email", "contact_time")
_CONDITIONS = ("risk_factors", "contraindications")


def answers_have_words(content: Content) -> Iterator[Problem]:
    """The clinic's record names every question and every answer."""
    words, answers = content.read(WORDING, WrittenWording), answers_of_questions(content)
    asked = asked_in_order(content)
    yield from _same("labels", set(words.labels), {*asked, DOUBT, *_CONTACT})
    named = {slot for slot in asked if not isinstance(answers[slot], (Number, StageOf))}
    yield from _same("values", set(words.values), {*named, DOUBT})
    known = values_by_slot(content)
    for slot, values in words.values.items():
        source = "collapse" if slot == DOUBT else slot
        yield from _same(f"values.{slot}", set(values), set(known.get(source, values)))
    listed = (slot for line in (*words.before_hips, *words.after_hips) for slot in line)
    for slot in (*words.reasons, *listed):
        if slot not in asked:
            yield Problem(WORDING, slot, "is no question")


def advice_names_answers(content: Content) -> Iterator[Problem]:
    advice, values = content.read(ADVICE, Advice), values_by_slot(content)
    known = {value for slot in _CONDITIONS for value in values[slot]}
    for condition in (*advice.also, *advice.personal_for):
        if condition not in known:
            yield Problem(ADVICE, condition, f"is no answer to {' or '.join(_CONDITIONS)}")


def stages_stand_once(content: Content) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for row in content.read(CROSS_WALK, list[WrittenRow]):
        for system, stages in row.stages.items():
            for stage in stages:
                if (system, stage) in seen:
                    yield Problem(CROSS_WALK, f"{system} {stage}", "stands here twice")
                seen.add((system, stage))
    yield from _gaps(seen)


def pads_fit_their_question(content: Content) -> Iterator[Problem]:
    answers = answers_of_questions(content)
    for reply in content.replies:
        pad, slot = (reply.metadata or {}).get("answer"), question_of(reply.path)
        if pad and slot is None:
            yield reply.problem("takes an answer, but is no question")
        elif pad and slot:
            yield from _faults_of_pad(reply, pad, answers[slot])


def _gaps(stages: set[tuple[str, str]]) -> Iterator[Problem]:
    """Before 2b come 2a and 2, before 2 comes 1."""
    for system, stage in sorted(stages):
        number, letter = stage[0], stage[1:]
        before = number + chr(ord(letter) - 1) if letter > "a" else number
        if not letter and number > "0":
            before = str(int(number) - 1)
        if before != stage and (system, before) not in stages:
            yield Problem(CROSS_WALK, f"{system} {stage}", f"stands without stage {before}")


def _faults_of_pad(reply: Reply, pad: dict[str, object], answer: object) -> Iterator[Problem]:
    fits = {"many": ManyOf, "number": Number}[str(pad["kind"])]
    if not isinstance(answer, fits):
        yield reply.problem(f"answer is of kind {pad['kind']}, the question is not")
    elif isinstance(answer, Number) and (pad["min"], pad["max"]) != (answer.min, answer.max):
        yield reply.problem(f"answer is not from {answer.min} to {answer.max}")
    elif isinstance(answer, Number) and not _says_range(reply, answer):
        yield reply.problem(f"does not say: from {answer.min} to {answer.max}")


def _says_range(reply: Reply, answer: Number) -> bool:
    """Of a hint, after an answer that did not fit."""
    named = set(re.findall(r"\d+", reply.text))
    return not reply.name.startswith("utter_hint_") or {str(answer.min), str(answer.max)} <= named


def _same(part: str, has: set[str], wanted: set[str]) -> Iterator[Problem]:
    for name in sorted(has ^ wanted):
        yield Problem(
            WORDING, f"{part}.{name}", "is missing" if name in wanted else "is no such name"
        )

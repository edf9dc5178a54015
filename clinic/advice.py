"""Whom to see and what to ask there, from the results and the answers. Called by the action that
says the result. Ids only: each has a reply in data/prescreen/results.yml."""

from functools import cache
from itertools import zip_longest

from clinic.content.file import DATA, read
from clinic.content.prescreen import Advice
from clinic.hips import Answers, named
from clinic.results import HipResult

_FILE = DATA / "prescreen/advice.yml"
QUESTIONS = 3


@cache
def advice() -> Advice:
    return read(_FILE, Advice)


def specialist(result: HipResult) -> str:
    return advice().specialist[result.deciding]


def specialists_besides(answers: Answers) -> list[str]:
    """Other doctors who should have a say, because of risk factors and present conditions."""
    named_here = _conditions(answers)
    return list(dict.fromkeys(who for what, who in advice().also.items() if what in named_here))


def questions_to_ask(results: list[HipResult], answers: Answers) -> list[str]:
    """Three, taken in turn from each hip's own."""
    by_hip = (advice().questions[result.deciding] for result in results)
    in_turn = (question for turn in zip_longest(*by_hip) for question in turn if question)
    questions = list(dict.fromkeys(in_turn))[:QUESTIONS]
    if _conditions(answers) & set(advice().personal_for):
        questions[-1] = advice().personal_question
    return questions


def _conditions(answers: Answers) -> frozenset[str]:
    return named(answers.get("risk_factors")) | named(answers.get("contraindications"))

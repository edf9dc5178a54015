"""What may be answered to each question of the pre-screen: the `answer:` of its own file. Called by
whatever reads, keeps or shows answers."""

from functools import cache

from clinic.content.file import DATA, read
from clinic.content.prescreen import Answer, Number
from clinic.content.training_data import Question

_FOLDER = DATA / "prescreen/questions"


@cache
def answers_of_questions() -> dict[str, Answer]:
    """By slot; in what order they are asked, says clinic/questionnaire.py."""
    return {path.stem: read(path, Question).answer for path in sorted(_FOLDER.glob("*.yml"))}


def number_asked(slot: str) -> Number | None:
    answer = answers_of_questions().get(slot)
    return answer if isinstance(answer, Number) else None

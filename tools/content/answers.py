"""What each slot may hold, as the content says: answers of the pre-screen by their own files,
treatments, stages. Read by the checks that compare what is named elsewhere."""

from pathlib import PurePath

from clinic.content.prescreen import Answer, ManyOf, Number, Questionnaire, StageOf
from clinic.content.training_data import Question
from clinic.content.vocabulary import Treatments
from clinic.staging import STAGE_GROUPS
from tools.content.reading import Content

ORDER = "data/prescreen/questionnaire.yml"
TREATMENTS = "data/vocabulary/treatments.yml"
REPLY = "reply"
_QUESTIONS = "data/prescreen/questions/"
_REPLIES = frozenset({"yes", "no", "unknown", "skip", "agrees", "later"})


def asked_in_order(content: Content) -> list[str]:
    return content.read(ORDER, Questionnaire).order


def answers_of_questions(content: Content) -> dict[str, Answer]:
    """By slot."""
    files = (path for path in content.files if path.startswith(_QUESTIONS))
    return {PurePath(path).stem: content.read(path, Question).answer for path in files}


def question_file(slot: str) -> str:
    return f"{_QUESTIONS}{slot}.yml"


def question_of(path: str) -> str | None:
    """The slot that a file asks for."""
    return PurePath(path).stem if path.startswith(_QUESTIONS) else None


def values_by_slot(content: Content) -> dict[str, frozenset[str]]:
    """Of every slot whose values have names."""
    treatments = content.read(TREATMENTS, Treatments).topics
    return {
        **{slot: frozenset(_values(a)) for slot, a in answers_of_questions(content).items()},
        REPLY: _REPLIES,
        "treatment": frozenset(treatments),
        "stage_group": frozenset(STAGE_GROUPS),
    }


def _values(answer: Answer) -> list[str]:
    if isinstance(answer, (Number, StageOf)):
        return []
    return [*answer.values, "none"] if isinstance(answer, ManyOf) else answer.values

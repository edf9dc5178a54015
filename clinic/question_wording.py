"""Which reply puts a question of the pre-screen: in full, for one hip, as a hint after an answer
that did not fit, or in short after something else was said. Pure; called by
`dialogue/prescreen_questions.py`."""

from collections.abc import Collection
from dataclasses import dataclass

from clinic.hips import PER_HIP, Answers, hips
from clinic.questionnaire import CONFIRMATION, lacks_system, open_hips

FORM = "prescreen_form"
FULL, AGAIN, HINT, CHOICES = f"utter_ask_{FORM}_", "utter_again_", "utter_hint_", "utter_choices_"
_MISSED = {1: HINT, 2: CHOICES}
_HIP = "_hip"


@dataclass(frozen=True)
class Asking:
    """How the question comes up: missed so many times; `interrupted` where something else was said
    since it was put; `changing` where the person wants to change something and has not said what;
    `corrected`: the answers that were changed while they were read back."""

    misses: int = 0
    interrupted: bool = False
    changing: bool = False
    corrected: Collection[str] = ()


def question_reply(question: str, answers: Answers, asking: Asking) -> tuple[str, str | None]:
    """The reply's name, and the hip that it speaks of where that is one of two."""
    if asking.changing:
        return "utter_change_which", None
    if question == "stage" and lacks_system(answers):
        return f"{AGAIN if asking.interrupted else HINT}stage_system", None
    if question == CONFIRMATION and asking.corrected:
        return f"{FULL}{CONFIRMATION}_changed", None
    if asking.misses and not asking.interrupted:
        return f"{_MISSED[asking.misses]}{question}", None
    still_open = open_hips(answers, question)
    by_itself = question in PER_HIP and len(hips(answers)) > 1 and bool(still_open)
    hip = still_open[0] if by_itself else None
    start = AGAIN if asking.interrupted else FULL
    return f"{start}{question}{_HIP if hip else ''}", hip

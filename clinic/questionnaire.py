"""What the pre-screen asks next: a pure function of the answers so far. Called by the form on
every turn and by the record for the questionnaire's id and version."""

from collections.abc import Callable
from functools import cache
from typing import Any

from clinic.content.file import DATA, read
from clinic.content.prescreen import Questionnaire
from clinic.hips import PER_HIP, Answers, Hip, answer_for, hips, named, together
from clinic.results import contradicts, is_child, is_replaced, staging_results
from clinic.staging import ARTHRITIS, BEFORE_COLLAPSE, UNKNOWN_SYSTEM, categories, stage_from

_FILE = DATA / "prescreen/questionnaire.yml"
_NAMES_A_STAGE = frozenset({"xray", "mri", "ct"})  # scans whose report may give one

# Put after the last question: are these your answers? Kept, but no answer of the record.
CONFIRMATION = "answers_confirmed"


@cache
def questionnaire() -> Questionnaire:
    return read(_FILE, Questionnaire)


def required_questions(answers: Answers) -> list[str]:
    """In order, answered or not; left out is what cannot change the result."""
    if is_child(answers):
        return []
    return [
        slot
        for slot in questionnaire().order
        if any(_matters(slot, answers, hip) for hip in hips(answers))
    ]


def next_question(answers: Answers) -> str | None:
    """None when the result can be said: all is answered, and the answers were confirmed. A collapse
    answer that contradicts the stage is asked again before it counts (see `ask_again`), and a stage
    without a system is asked for it once (`lacks_system`)."""
    if ask_again(answers):
        return "collapse"
    required = required_questions(answers)
    to_confirm = None if answers.get(CONFIRMATION) else CONFIRMATION
    return next((slot for slot in required if _is_open(answers, slot)), to_confirm)


def progress(answers: Answers, question: str) -> tuple[int, int]:
    """The open question's number among those asked, answered ones included, and about how many
    there will be: what is not known yet is taken as in the usual run."""
    required = required_questions({**answers, **_usual(answers)})
    done = [slot for slot in required if slot != question and _is_answered(answers, slot)]
    return len(done) + 1, max(len(required), len(done) + 1)


def _is_answered(answers: Answers, slot: str) -> bool:
    return all(answer_for(answers, slot, hip) is not None for hip in hips(answers))


def _usual(answers: Answers) -> dict[str, Any]:
    """A scan was done and gave a stage that leaves no question about collapse."""
    usual = {"imaging_done": ["mri"], "stage": {"system": "arco", "stage": "3a"}}
    return {slot: answer for slot, answer in usual.items() if answers.get(slot) is None}


def _is_open(answers: Answers, slot: str) -> bool:
    return bool(open_hips(answers, slot)) or (slot == "stage" and lacks_system(answers))


def lacks_system(answers: Answers) -> bool:
    """A stage was given with no system, and nobody has asked for the system yet."""
    stages = (stage_from(answer_for(answers, "stage", hip)) for hip in hips(answers))
    return answers.get("stage_system") is None and any(
        stage is not None and stage.system == UNKNOWN_SYSTEM for stage in stages
    )


def open_hips(answers: Answers, slot: str) -> list[Hip]:
    """The hips for which this question has no answer yet; all of them when nothing is answered."""
    matters = [hip for hip in hips(answers) if _matters(slot, answers, hip)]
    return [hip for hip in matters if answer_for(answers, slot, hip) is None]


def ask_again(answers: Answers) -> dict[str, Any]:
    """The slots to change so that a collapse answer contradicting its stage is asked once more:
    {} when all agree, or when it was. `collapse_before` keeps the first answer, which is how we
    know. Tell the person first (utter_stage_contradiction)."""
    both = {hip: answer_for(answers, "collapse", hip) for hip in hips(answers)}
    doubted = {hip: answer for hip, answer in both.items() if _is_doubted(answers, hip)}
    if not doubted or is_child(answers):
        return {}
    earlier = {hip: answer_for(answers, "collapse_before", hip) for hip in both}
    settled = {hip: answer for hip, answer in both.items() if hip not in doubted}
    return {
        "collapse": together(answers, settled),
        "collapse_before": together(answers, earlier | doubted),
    }


def _is_doubted(answers: Answers, hip: Hip) -> bool:
    if is_replaced(answers, hip) or answer_for(answers, "collapse_before", hip) is not None:
        return False
    return _conflicts(answers, hip, "collapse")


def _conflicts(answers: Answers, hip: Hip, slot: str) -> bool:
    stage = stage_from(answer_for(answers, "stage", hip))
    return stage is not None and contradicts(stage, answer_for(answers, slot, hip))


def _matters(slot: str, answers: Answers, hip: Hip) -> bool:
    if slot in PER_HIP and slot != "prior_hip_surgery" and is_replaced(answers, hip):
        return False
    rule = _ONLY_IF.get(slot)
    return rule is None or rule(answers, hip)


def _has_a_report(answers: Answers, _: Hip) -> bool:
    return bool(named(answers.get("imaging_done")) & _NAMES_A_STAGE)


def _has_no_stage(answers: Answers, hip: Hip) -> bool:
    """There is a report and the stage was asked, but not known or not said."""
    answer = answer_for(answers, "stage", hip)
    return answer is not None and stage_from(answer) is None and _has_a_report(answers, hip)


def _collapse_matters(answers: Answers, hip: Hip) -> bool:
    """With no stage, with one whose system is needed to be sure, or when asked again."""
    stage = stage_from(answer_for(answers, "stage", hip))
    if stage is None:
        return _has_no_stage(answers, hip)
    unsure = stage.system == UNKNOWN_SYSTEM and bool(categories(stage) & BEFORE_COLLAPSE)
    return unsure or _conflicts(answers, hip, "collapse_before")


def _arthritis_matters(answers: Answers, hip: Hip) -> bool:
    stage = stage_from(answer_for(answers, "stage", hip))
    if stage is None:
        return _has_no_stage(answers, hip)
    return ARTHRITIS in categories(stage) and len(categories(stage)) > 1


def _is_before_collapse(answers: Answers, hip: Hip) -> bool:
    return bool({"pre_collapse", "pre_collapse_reported"} & set(staging_results(answers, hip)))


_ONLY_IF: dict[str, Callable[[Answers, Hip], bool]] = {
    "stage": _has_a_report,
    "collapse": _collapse_matters,
    "arthritis": _arthritis_matters,
    "lesion_size": _is_before_collapse,
}

"""What the answers mean: for each hip the results of the pre-screen that apply, headline first.
Called by the questionnaire, by the action that says the result and by the record.

Urgent symptoms are handled on every message, elsewhere. A missing answer is never a yes."""

from dataclasses import dataclass

from clinic.content.prescreen import RESULTS, REVIEW_FIRST
from clinic.hips import Answers, Hip, answer_for, hips, named
from clinic.staging import (
    ARTHRITIS,
    BEFORE_COLLAPSE,
    Stage,
    categories,
    stage_from,
)

ADULT = 18
COLLAPSE_UNSPECIFIED = "collapse_unspecified"

_GROUPS = {
    **dict.fromkeys(("at_risk", "pre_collapse", "pre_collapse_reported"), "before_collapse"),
    **dict.fromkeys(("early_collapse", COLLAPSE_UNSPECIFIED, "late_collapse"), "after_collapse"),
    ARTHRITIS: ARTHRITIS,
}
# Where the stage does not apply, or is itself in doubt, it is not translated.
NOT_STAGED = ("paediatric", "replaced", "conflicting")
_SHOWS_COLLAPSE = frozenset({"xray", "mri"})

Reasons = dict[str, tuple[str, ...]]  # by result: the slots that led to it


@dataclass(frozen=True)
class Result:
    """`reasons` are slots; those of `review_first` are the contraindications themselves."""

    id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class HipResult:
    hip: Hip
    results: tuple[Result, ...]

    @property
    def headline(self) -> str:
        return self.results[0].id

    @property
    def deciding(self) -> str:
        """The result that says where the hip stands, whatever has to be reviewed first."""
        return next(result.id for result in self.results if result.id != REVIEW_FIRST)


def results(answers: Answers) -> list[HipResult]:
    return [HipResult(hip, _results_for(answers, hip)) for hip in hips(answers)]


def stage_group_of(found: list[HipResult]) -> str | None:
    """The group of stages that answers distinguish (clinic/staging.py), where it is the same for
    each hip."""
    groups = {_GROUPS.get(hip_result.deciding) for hip_result in found}
    return groups.pop() if len(groups) == 1 else None


def is_child(answers: Answers) -> bool:
    age = answers.get("age")
    return isinstance(age, (int, float)) and age < ADULT


def is_replaced(answers: Answers, hip: Hip) -> bool:
    return "hip_replacement" in named(answer_for(answers, "prior_hip_surgery", hip))


def contradicts(stage: Stage, collapse: object) -> bool:
    """The report cannot both name this stage and answer the collapse question this way."""
    return not _agreeing(categories(stage), collapse)


def staging_results(answers: Answers, hip: Hip) -> Reasons:
    """What stage or report say about this hip, adult and not replaced."""
    stage = stage_from(answer_for(answers, "stage", hip))
    if stage is None:
        return _from_report(answers, hip)
    arthritis = answer_for(answers, "arthritis", hip)
    return _from_stage(stage, _collapse(answers, hip), arthritis)


def _results_for(answers: Answers, hip: Hip) -> tuple[Result, ...]:
    found = _review_first(answers)
    if is_child(answers):  # the adult evidence is not for children (CAN-14)
        found["paediatric"] = ("age",)
    elif is_replaced(answers, hip):
        found["replaced"] = ("prior_hip_surgery",)
        if _is_not_diagnosed(answers, hip):
            found["not_diagnosed"] = ("diagnosis_confirmed",)
    else:
        found |= staging_results(answers, hip)
    return tuple(Result(name, found[name]) for name in RESULTS if name in found)


def _is_not_diagnosed(answers: Answers, hip: Hip) -> bool:
    has_stage = stage_from(answer_for(answers, "stage", hip)) is not None
    return answers.get("diagnosis_confirmed") != "yes" and not has_stage


def _review_first(answers: Answers) -> Reasons:
    present = tuple(sorted(named(answers.get("contraindications"))))
    return {REVIEW_FIRST: present} if present else {}


def _collapse(answers: Answers, hip: Hip) -> object:
    """Asked again after a contradiction and not answered, the first answer still stands."""
    collapse = answer_for(answers, "collapse", hip)
    if collapse in ("unknown", "skipped"):
        return answer_for(answers, "collapse_before", hip) or collapse
    return collapse


def _from_stage(stage: Stage, collapse: object, arthritis: object) -> Reasons:
    possible = _agreeing(categories(stage), collapse)
    if not possible:
        return {"conflicting": ("stage", "collapse")}
    if arthritis == "yes" and possible <= BEFORE_COLLAPSE:
        return {"conflicting": ("stage", ARTHRITIS)}
    if arthritis == "yes" and ARTHRITIS in possible:
        return {ARTHRITIS: ("stage", ARTHRITIS)}
    found: Reasons = {_result_of(possible): ("stage",)}
    if arthritis == "yes":
        found[ARTHRITIS] = (ARTHRITIS,)
    return found


def _agreeing(possible: frozenset[str], collapse: object) -> frozenset[str]:
    if collapse == "yes":
        return possible - BEFORE_COLLAPSE
    return possible & BEFORE_COLLAPSE if collapse == "no" else possible


def _result_of(possible: frozenset[str]) -> str:
    if len(possible) == 1:
        return next(iter(possible))
    # "Stage 2b" with no system is a fracture to Ficat and a size to Steinberg.
    return "stage_unknown" if possible & BEFORE_COLLAPSE else COLLAPSE_UNSPECIFIED


def _from_report(answers: Answers, hip: Hip) -> Reasons:
    """Without a stage. With no diagnosis either, only a finding that needs a surgeon is added."""
    collapse, arthritis = _collapse(answers, hip), answer_for(answers, "arthritis", hip)
    found: Reasons = {}
    if _is_not_diagnosed(answers, hip):
        found["not_diagnosed"] = ("diagnosis_confirmed",)
    if collapse == "yes":
        found[COLLAPSE_UNSPECIFIED] = ("collapse",)
    if arthritis == "yes":
        found[ARTHRITIS] = (ARTHRITIS,)
    if found:
        return found
    if collapse == "no" and named(answers.get("imaging_done")) & _SHOWS_COLLAPSE:
        return {"pre_collapse_reported": ("collapse", "imaging_done")}
    return {"stage_unknown": ("stage",)}

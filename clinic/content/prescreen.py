"""The files of the pre-screen: order of the questions, what may be answered, what the stages
correspond to, whom to see and what to ask."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, root_validator, validator

from clinic.content.file import Part
from clinic.content.scalars import Count, Id, Some, SourceId, StageName, System, Words, exactly

# The first that applies is the headline (prescreen contract, section 4).
RESULTS = (
    "paediatric",
    "not_diagnosed",
    "replaced",
    "review_first",
    "pre_collapse",
    "pre_collapse_reported",
    "early_collapse",
    "collapse_unspecified",
    "late_collapse",
    "arthritis",
    "stage_unknown",
    "at_risk",
    "conflicting",
)
REVIEW_FIRST = "review_first"


class _Answer(Part):
    """`per_hip`: kept for each hip. `if_yes` and the like: what such a reply to the question
    stands for, where it is an answer."""

    per_hip: StrictBool = False
    if_yes: Id | None = None
    if_no: Id | None = None
    if_unknown: Id | None = None

    @root_validator(skip_on_failure=True)
    def _replies_stand_for_answers(cls, answer: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        known = (None, "unknown", *answer.get("values", ()))
        for reply in ("if_yes", "if_no", "if_unknown"):
            if answer[reply] not in known:
                raise ValueError(f"{reply}: {answer[reply]!r} is not among the values")
        return answer


class OneOf(_Answer):
    """`of_several` that are named, the `most` (the later in `values`) or the last is meant."""

    kind: Literal["one"]
    values: Some[Id]
    of_several: Literal["most", "last"] = "last"


class ManyOf(_Answer):
    kind: Literal["many"]
    values: Some[Id]


class Side(_Answer):
    kind: Literal["side"]
    values: Some[Id]


class Number(_Answer):
    """From `min` to `max`, both included. `of_several` in the range, the `most` or the first."""

    kind: Literal["number"]
    min: StrictInt
    max: StrictInt
    unit: Literal["years", "months", "points"]
    of_several: Literal["most", "first"] = "first"

    @root_validator(skip_on_failure=True)
    def _has_a_range(cls, number: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if number["min"] >= number["max"]:
            raise ValueError("has no number between its ends")
        return number


class StageOf(_Answer):
    kind: Literal["stage"]


Answer = Annotated[OneOf | ManyOf | Side | Number | StageOf, Field(discriminator="kind")]


class Questionnaire(Part):
    id: Id
    version: Count
    order: Some[Id]


class Advice(Part):
    specialist: dict[Id, Id]
    also: dict[Id, Id]
    questions: dict[Id, Some[Id]]
    personal_question: Id
    personal_for: Some[Id]

    _for_each_result = validator("specialist", "questions", allow_reuse=True)(
        exactly(result for result in RESULTS if result != REVIEW_FIRST)
    )


class WrittenRow(Part):
    """What means the same: stages by system, and how each system names it in a report."""

    stages: dict[System, Some[StageName]]
    categories: Some[
        Literal["at_risk", "pre_collapse", "early_collapse", "late_collapse", "arthritis"]
    ]
    ficat: Words
    arco: Words
    steinberg: Words
    notes: list[Id]
    sources: Some[SourceId]

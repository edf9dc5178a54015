"""What the answers lead to, as the person hears it: the headline first, then the rest."""

from typing import Any

import pytest

from clinic.results import results, stage_group_of

ADULT = {
    "diagnosis_confirmed": "yes",
    "age": 42,
    "hip_side": "left",
    "imaging_done": ["xray", "mri"],
    "stage": "unknown",
    "collapse": "unknown",
    "pain_duration": 8,
    "risk_factors": ["steroids"],
    "contraindications": ["none"],
}


def stage(name: str, system: str = "arco") -> dict[str, str]:
    return {"system": system, "stage": name}


def heard(**answers: Any) -> list[str]:
    """The results for the one hip of an adult with AVN who gave these answers."""
    (result,) = results({**ADULT, **answers})
    return [each.id for each in result.results]


# The contract's section 4 as a decision table: (answers, everything that is said, in order).
DECISIONS: list[tuple[dict[str, Any], list[str]]] = [
    # a child
    ({"age": 17}, ["paediatric"]),
    ({"age": 9, "stage": stage("2")}, ["paediatric"]),
    ({"age": 12, "contraindications": ["anticoagulants"]}, ["paediatric", "review_first"]),
    ({"age": 18}, ["stage_unknown"]),
    # no diagnosis
    ({"diagnosis_confirmed": "no"}, ["not_diagnosed"]),
    ({"diagnosis_confirmed": "unsure"}, ["not_diagnosed"]),
    ({"diagnosis_confirmed": "skipped"}, ["not_diagnosed"]),
    ({"diagnosis_confirmed": "unsure", "collapse": "no"}, ["not_diagnosed"]),
    (
        {"diagnosis_confirmed": "unsure", "collapse": "yes"},
        ["not_diagnosed", "collapse_unspecified"],
    ),
    (
        {"diagnosis_confirmed": "no", "contraindications": ["pregnancy"]},
        ["not_diagnosed", "review_first"],
    ),
    ({"diagnosis_confirmed": "unsure", "stage": stage("2")}, ["pre_collapse"]),
    # replaced
    ({"prior_hip_surgery": ["hip_replacement"], "stage": stage("2")}, ["replaced"]),
    ({"prior_hip_surgery": ["core_decompression"], "stage": stage("2")}, ["pre_collapse"]),
    # something to sort out first
    (
        {"contraindications": ["active_infection"], "stage": stage("1")},
        ["review_first", "pre_collapse"],
    ),
    ({"contraindications": ["bleeding_disorder"]}, ["review_first", "stage_unknown"]),
    ({"contraindications": "skipped"}, ["stage_unknown"]),
    ({"contraindications": ["unknown"]}, ["stage_unknown"]),
    ({"contraindications": None}, ["stage_unknown"]),
    # stages
    ({"stage": stage("0", "ficat")}, ["at_risk"]),
    ({"stage": stage("0", "ficat"), "diagnosis_confirmed": "no"}, ["at_risk"]),
    ({"stage": stage("1")}, ["pre_collapse"]),
    ({"stage": stage("2a", "ficat"), "collapse": "no"}, ["pre_collapse"]),
    ({"stage": stage("2b", "ficat")}, ["early_collapse"]),
    ({"stage": stage("2b", "steinberg")}, ["pre_collapse"]),
    ({"stage": stage("3a"), "collapse": "yes"}, ["early_collapse"]),
    ({"stage": stage("3", "ficat")}, ["collapse_unspecified"]),
    ({"stage": stage("3b")}, ["late_collapse"]),
    ({"stage": stage("4")}, ["arthritis"]),
    ({"stage": stage("3", "ficat"), "arthritis": "yes"}, ["collapse_unspecified", "arthritis"]),
    # the system is not known
    ({"stage": stage("1", "unknown")}, ["pre_collapse"]),
    ({"stage": stage("3", "unknown")}, ["collapse_unspecified"]),
    ({"stage": stage("4", "unknown")}, ["collapse_unspecified"]),
    ({"stage": stage("4", "unknown"), "arthritis": "yes"}, ["arthritis"]),
    ({"stage": stage("2b", "unknown")}, ["stage_unknown"]),
    ({"stage": stage("2b", "unknown"), "collapse": "yes"}, ["early_collapse"]),
    ({"stage": stage("2b", "unknown"), "collapse": "no"}, ["pre_collapse"]),
    # no stage: what the report says
    ({"collapse": "yes"}, ["collapse_unspecified"]),
    ({"collapse": "no"}, ["pre_collapse_reported"]),
    ({"collapse": "no", "imaging_done": ["ct"]}, ["stage_unknown"]),
    ({"collapse": "no", "imaging_done": None}, ["stage_unknown"]),
    ({"arthritis": "yes"}, ["arthritis"]),
    ({"arthritis": "yes", "collapse": "no"}, ["arthritis"]),
    ({"arthritis": "yes", "collapse": "yes"}, ["collapse_unspecified", "arthritis"]),
    ({"imaging_done": ["none"]}, ["stage_unknown"]),
    # contradictions
    ({"stage": stage("1"), "collapse": "yes"}, ["conflicting"]),
    ({"stage": stage("0", "ficat"), "collapse": "yes"}, ["conflicting"]),
    ({"stage": stage("3", "ficat"), "collapse": "no"}, ["conflicting"]),
    ({"stage": stage("4"), "collapse": "no"}, ["conflicting"]),
    ({"stage": stage("2", "unknown"), "collapse": "yes"}, ["conflicting"]),
    ({"stage": stage("2"), "arthritis": "yes"}, ["conflicting"]),
    (
        {"stage": stage("1"), "collapse": "yes", "contraindications": ["active_cancer"]},
        ["review_first", "conflicting"],
    ),
]


@pytest.mark.parametrize(("answers", "expected"), DECISIONS)
def test_what_is_said(answers: dict[str, Any], expected: list[str]) -> None:
    assert heard(**answers) == expected


# Stages by what the collapse answer must be for them, as a surgeon would write it down.
HEAD_WHOLE = ["ficat 0", "ficat 1", "ficat 2a", "arco 1", "arco 2", "steinberg 1b", "steinberg 2b"]
HEAD_BROKEN = ["ficat 2b", "ficat 3", "ficat 4", "arco 3a", "arco 3b", "arco 4", "steinberg 3c"]


@pytest.mark.parametrize("collapse", ["yes", "no", "unknown", "skipped", None])
@pytest.mark.parametrize("name", HEAD_WHOLE + HEAD_BROKEN)
def test_stage_and_collapse_answer_agree_or_are_said_to_conflict(
    name: str, collapse: str | None
) -> None:
    impossible = "yes" if name in HEAD_WHOLE else "no"
    system, number = name.split()
    said = heard(stage=stage(number, system), collapse=collapse)
    assert (said == ["conflicting"]) == (collapse == impossible)


def test_each_hip_is_spoken_of() -> None:
    both = {**ADULT, "hip_side": "both", "stage": {"left": stage("1"), "right": stage("3b")}}
    assert [(one.hip, one.headline) for one in results(both)] == [
        ("left", "pre_collapse"),
        ("right", "late_collapse"),
    ]


def test_one_stage_for_both_hips_counts_for_both() -> None:
    both = {**ADULT, "hip_side": "both", "stage": stage("2")}
    assert [one.headline for one in results(both)] == ["pre_collapse", "pre_collapse"]


def test_a_stage_of_one_hip_says_nothing_of_the_other() -> None:
    both = {**ADULT, "hip_side": "both", "stage": {"left": stage("1")}}
    assert [one.headline for one in results(both)] == ["pre_collapse", "stage_unknown"]


def test_only_the_replaced_hip_is_replaced() -> None:
    both = {**ADULT, "hip_side": "both", "stage": stage("2")}
    both["prior_hip_surgery"] = {"left": ["hip_replacement"], "right": ["none"]}
    assert [one.headline for one in results(both)] == ["replaced", "pre_collapse"]


def test_an_unnamed_hip_still_has_a_result() -> None:
    (result,) = results({**ADULT, "hip_side": "skipped", "stage": stage("2")})
    assert (result.hip, result.headline) == (None, "pre_collapse")


def test_why_a_review_comes_first_is_named() -> None:
    present = ["anticoagulants", "active_infection"]
    (result,) = results({**ADULT, "contraindications": present})
    assert set(result.results[0].reasons) == set(present)


def test_no_answers_claim_nothing() -> None:
    (result,) = results({})
    assert [each.id for each in result.results] == ["not_diagnosed"]


def group(**answers: Any) -> str | None:
    return stage_group_of(results({**ADULT, **answers}))


def test_the_stage_groups_answers_into_three() -> None:
    assert group(stage=stage("2")) == "before_collapse"
    assert group(stage=stage("3a")) == "after_collapse"
    assert group(stage=stage("4")) == "arthritis"
    assert group(stage=stage("1"), collapse="yes") is None


def test_hips_that_differ_have_no_group_in_common() -> None:
    both = {"left": stage("2"), "right": stage("3b")}
    assert group(hip_side="both", stage=both) is None
    assert group(hip_side="both", stage={"left": stage("1"), "right": stage("2")}) == (
        "before_collapse"
    )

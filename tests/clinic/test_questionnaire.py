"""Which questions are asked, in which order, and when they end."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.content.prescreen import RESULTS
from clinic.hips import kept_for_one_hip
from clinic.questionnaire import (
    CONFIRMATION,
    ask_again,
    lacks_system,
    next_question,
    open_hips,
    progress,
    questionnaire,
    required_questions,
)
from clinic.results import results

REPORT = {
    "diagnosis_confirmed": "yes",
    "age": 42,
    "hip_side": "left",
    "imaging_done": ["mri"],
}
ARCO_1 = {"system": "arco", "stage": "1"}
WHOLE_CONTRACT = questionnaire().order


def test_a_first_question_and_the_plain_order() -> None:
    assert next_question({}) == "diagnosis_confirmed"
    only_after_a_stage = ("collapse", "arthritis", "lesion_size")
    assert required_questions(REPORT) == [s for s in WHOLE_CONTRACT if s not in only_after_a_stage]


def test_what_was_volunteered_is_not_asked() -> None:
    told = {"age": 42, "hip_side": "both", "stage": ARCO_1, "risk_factors": ["steroids", "lupus"]}
    asked = []
    answers: dict[str, Any] = dict(told)
    while (slot := next_question(answers)) is not None:
        asked.append(slot)
        answers[slot] = {"imaging_done": ["mri"], "diagnosis_confirmed": "yes"}.get(slot, "unknown")
    assert asked == [
        *("diagnosis_confirmed", "imaging_done", "lesion_size"),
        *("pain_duration", "pain_score", "mobility", "prior_hip_surgery", "contraindications"),
        CONFIRMATION,
    ]


def test_a_childs_answers_are_read_back_at_once() -> None:
    answers = {"diagnosis_confirmed": "yes", "age": 11}
    assert next_question(answers) == CONFIRMATION
    assert next_question({**answers, CONFIRMATION: "yes"}) is None


def test_the_first_questions_are_numbered_out_of_about_eleven() -> None:
    assert progress({}, "diagnosis_confirmed") == (1, 11)
    assert progress(REPORT, "stage") == (5, 11)


def test_the_count_follows_what_the_answers_make_necessary() -> None:
    no_scan = {**REPORT, "imaging_done": ["none"]}
    assert progress(no_scan, "pain_duration") == (5, 10)
    no_stage = {**REPORT, "stage": "unknown"}
    assert progress(no_stage, "collapse") == (6, 13)


@pytest.mark.parametrize("scan", ["xray", "mri", "ct"])
def test_a_scan_that_can_show_a_stage_brings_the_stage_question(scan: str) -> None:
    assert "stage" in required_questions({**REPORT, "imaging_done": [scan]})


@pytest.mark.parametrize(
    "scans", [["none"], ["unknown"], "skipped", ["ultrasound"], ["bone_scan"], None]
)
def test_no_such_scan_brings_neither_stage_nor_collapse(scans: object) -> None:
    required = required_questions({**REPORT, "imaging_done": scans, "stage": "unknown"})
    assert not {"stage", "collapse"} & set(required)


@pytest.mark.parametrize("stage", ["unknown", "skipped", {"system": "unknown", "stage": "2"}])
def test_collapse_is_asked_when_the_stage_does_not_settle_it(stage: object) -> None:
    assert next_question({**REPORT, "stage": stage, "stage_system": "unknown"}) == "collapse"


def test_a_stage_without_a_system_is_asked_for_it_once() -> None:
    answers = {**REPORT, "stage": {"system": "unknown", "stage": "3"}}
    assert next_question(answers) == "stage"
    assert next_question({**answers, "stage_system": "unknown"}) == "pain_duration"


@pytest.mark.parametrize("stage", [ARCO_1, {"system": "unknown", "stage": "3"}])
def test_collapse_is_not_asked_when_the_stage_says_it(stage: object) -> None:
    assert "collapse" not in required_questions({**REPORT, "stage": stage})


def test_lesion_size_is_for_a_head_that_has_not_collapsed() -> None:
    before = {**REPORT, "stage": ARCO_1}
    after = {**REPORT, "stage": {"system": "arco", "stage": "3a"}}
    assert "lesion_size" in required_questions(before)
    assert "lesion_size" not in required_questions(after)


def test_arthritis_is_asked_only_when_no_stage_tells() -> None:
    unread = {**REPORT, "stage": "unknown", "collapse": "unknown"}
    assert next_question(unread) == "arthritis"
    named = {**REPORT, "stage": {"system": "ficat", "stage": "4"}}
    assert "arthritis" not in required_questions(named)
    four = {**REPORT, "stage": {"system": "unknown", "stage": "4"}, "stage_system": "unknown"}
    assert next_question(four) == "arthritis"


def test_a_contradiction_is_asked_once_more_and_then_stands() -> None:
    answers: dict[str, Any] = {**REPORT, "stage": ARCO_1, "collapse": "yes"}
    assert next_question(answers) == "collapse"
    answers |= ask_again(answers)
    assert next_question(answers) == "collapse"
    answers["collapse"] = "yes"
    assert ask_again(answers) == {}
    assert next_question(answers) == "pain_duration"
    assert results(answers)[0].headline == "conflicting"


def test_a_corrected_stage_settles_the_contradiction() -> None:
    answers: dict[str, Any] = {**REPORT, "stage": ARCO_1, "collapse": "yes"}
    answers |= ask_again(answers)
    answers["stage"] = {"system": "arco", "stage": "3a"}
    assert next_question(answers) == "pain_duration"
    assert results(answers)[0].headline == "early_collapse"


def test_both_hips_are_staged_one_after_the_other() -> None:
    answers: dict[str, Any] = {**REPORT, "hip_side": "both"}
    assert (next_question(answers), open_hips(answers, "stage")) == ("stage", ["left", "right"])
    answers["stage"] = {"left": "unknown"}
    assert (next_question(answers), open_hips(answers, "stage")) == ("stage", ["right"])
    answers["stage"] = {"left": "unknown", "right": ARCO_1}
    assert (next_question(answers), open_hips(answers, "collapse")) == ("collapse", ["left"])
    answers["collapse"] = {"left": "no"}
    assert (next_question(answers), open_hips(answers, "arthritis")) == ("arthritis", ["left"])
    answers["arthritis"] = {"left": "no"}
    assert (next_question(answers), open_hips(answers, "lesion_size")) == (
        "lesion_size",
        ["left", "right"],
    )


def test_only_the_contradicting_hip_is_asked_again() -> None:
    answers: dict[str, Any] = {**REPORT, "hip_side": "both", "collapse": "yes"}
    answers["stage"] = {"left": ARCO_1, "right": {"system": "arco", "stage": "3b"}}
    answers |= ask_again(answers)
    assert open_hips(answers, "collapse") == ["left"]
    assert answers["collapse"] == {"right": "yes"}


def test_a_replaced_hip_is_not_staged() -> None:
    answers = {**REPORT, "hip_side": "both"}
    answers["prior_hip_surgery"] = {"left": ["hip_replacement"], "right": ["none"]}
    assert open_hips(answers, "stage") == ["right"]


def test_a_stage_given_for_one_hip_stays_with_it_when_the_answer_becomes_both() -> None:
    answers: dict[str, Any] = {**REPORT, "stage": ARCO_1}
    answers |= {**kept_for_one_hip(answers), "hip_side": "both"}
    assert open_hips(answers, "stage") == ["right"]


STAGES = [
    *({"system": "ficat", "stage": name} for name in ("0", "1", "2", "2a", "2b", "3", "4")),
    *({"system": "arco", "stage": name} for name in ("1", "2", "3", "3a", "3b", "3c", "4")),
    *({"system": "steinberg", "stage": name} for name in ("0", "2c", "3b", "4", "4a", "5", "6")),
    *({"system": "unknown", "stage": name} for name in ("1", "2", "2b", "3", "4")),
]
YES_NO = ["yes", "no"]
VALUES: dict[str, list[Any]] = {
    "diagnosis_confirmed": ["yes", "no", "unsure"],
    "age": [3, 17, 18, 42, 90],
    "hip_side": ["left", "right", "both"],
    "imaging_done": [["xray", "mri"], ["ct"], ["bone_scan"], ["none"], ["unknown"]],
    "stage": STAGES,
    "collapse": YES_NO,
    "arthritis": YES_NO,
    "lesion_size": ["small", "large"],
    "pain_duration": [0, 2.5, 120],
    "pain_score": [0, 10],
    "mobility": ["unaided", "walker"],
    "risk_factors": [["steroids", "lupus"], ["none"]],
    "prior_hip_surgery": [["hip_replacement"], ["bone_graft"], ["none"]],
    "contraindications": [["pregnancy"], ["none"], ["anticoagulants", "active_cancer"]],
}


def reply(answers: dict[str, Any], slot: str, chance: random.Random) -> None:
    """Answers for every open hip at once, or for the first of two only."""
    if slot == "stage" and lacks_system(answers):
        answers["stage_system"] = "unknown"
        return
    value = chance.choice([*VALUES[slot], "unknown", "skipped"])
    waiting = open_hips(answers, slot)
    if answers.get("hip_side") == "both" and slot in ("stage", "collapse", "lesion_size"):
        answers[slot] = {**(answers.get(slot) or {}), waiting[0]: value}
    else:
        answers[slot] = value


@given(st.randoms(use_true_random=False))
def test_the_questions_always_end_with_one_headline_per_hip(chance: random.Random) -> None:
    answers: dict[str, Any] = {}
    for _ in range(20):
        answers |= ask_again(answers)
        slot = next_question(answers)
        if slot == CONFIRMATION:
            break
        assert slot in WHOLE_CONTRACT
        reply(answers, slot, chance)
    assert next_question(answers) == CONFIRMATION
    side = answers.get("hip_side")
    hips = ["left", "right"] if side == "both" else [side if side in ("left", "right") else None]
    said = results(answers)
    assert [one.hip for one in said] == hips
    for one in said:
        named = [each.id for each in one.results]
        assert named == [name for name in RESULTS if name in named]

"""How later words change earlier answers."""

from typing import Any

import pytest

from clinic.answer_sheet import changed_answers

FICAT_2 = {"system": "ficat", "stage": "2"}
NUMBER_2 = {"system": "unknown", "stage": "2"}
FICAT = {"system": "ficat", "stage": None}


def after(answers: dict[str, Any], read: dict[str, Any]) -> dict[str, Any]:
    return {**answers, **changed_answers(answers, read)}


def test_a_later_answer_replaces_an_earlier_one() -> None:
    assert after({"age": 42}, {"age": 47})["age"] == 47


def test_lists_grow() -> None:
    found = after({"risk_factors": ["lupus"]}, {"risk_factors": ["steroids", "lupus"]})
    assert found["risk_factors"] == ["lupus", "steroids"]


@pytest.mark.parametrize("nothing", [["none"], ["unknown"]])
def test_nothing_is_replaced_by_something(nothing: list[str]) -> None:
    found = after({"risk_factors": nothing}, {"risk_factors": ["lupus"]})
    assert found["risk_factors"] == ["lupus"]


def test_a_number_first_and_its_system_after() -> None:
    assert after({"stage": NUMBER_2}, {"stage": FICAT})["stage"] == FICAT_2


def test_a_system_first_and_its_number_after() -> None:
    answers = after({}, {"stage": FICAT})
    assert "stage" not in answers
    assert after(answers, {"stage": NUMBER_2})["stage"] == FICAT_2


def test_not_knowing_the_system_keeps_the_number() -> None:
    answers = after({"stage": NUMBER_2}, {"stage": "unknown"})
    assert (answers["stage"], answers["stage_system"]) == (NUMBER_2, "unknown")


def test_a_system_that_has_no_such_stage_leaves_it_untranslated() -> None:
    six = {"system": "unknown", "stage": "6"}
    answers = after({"stage": six}, {"stage": FICAT})
    assert (answers["stage"], answers["stage_system"]) == (six, "unknown")


def test_an_impossible_stage_is_no_answer() -> None:
    assert changed_answers({}, {"stage": {"system": "arco", "stage": "7"}}) == {}


def test_the_other_hip_keeps_its_stage() -> None:
    answers = {"hip_side": "both", "stage": {"left": FICAT_2}}
    found = after(answers, {"stage": {"system": "ficat", "stage": "4"}})
    assert found["stage"] == {"left": FICAT_2, "right": {"system": "ficat", "stage": "4"}}


def test_from_one_hip_to_both_the_stage_stays_with_the_first() -> None:
    answers = {"hip_side": "left", "stage": FICAT_2}
    assert after(answers, {"hip_side": "both"})["stage"] == {"left": FICAT_2}


def test_a_contradiction_empties_the_collapse_answer_once() -> None:
    answers = after({"hip_side": "left", "collapse": "yes"}, {"stage": {**FICAT_2, "stage": "1"}})
    assert answers["collapse"] is None
    assert answers["collapse_before"] == "yes"

"""Whom to see and what to ask, from the results."""

from typing import Any

import pytest

from clinic.advice import advice, questions_to_ask, specialist, specialists_besides
from clinic.content.prescreen import RESULTS
from clinic.results import results

PATIENT = {"diagnosis_confirmed": "yes", "age": 42, "hip_side": "left", "imaging_done": ["mri"]}
ARCO_1, ARCO_3B = ({"system": "arco", "stage": stage} for stage in ("1", "3b"))


@pytest.mark.parametrize(
    ("answers", "who"),
    [
        ({"age": 12}, "paediatric_orthopaedic_surgeon"),
        ({"diagnosis_confirmed": "no"}, "primary_care"),
        ({"stage": ARCO_1}, "hip_preservation_surgeon"),
        ({"stage": ARCO_1, "contraindications": ["pregnancy"]}, "hip_preservation_surgeon"),
        ({"collapse": "yes"}, "hip_surgeon_for_both"),
        ({"stage": ARCO_3B}, "hip_replacement_surgeon"),
        ({"stage": ARCO_1, "collapse": "yes"}, "hip_surgeon_for_both"),
    ],
)
def test_who_leads(answers: dict[str, Any], who: str) -> None:
    (result,) = results({**PATIENT, **answers})
    assert specialist(result) == who


def test_illnesses_bring_their_own_doctors_once_each() -> None:
    answers = {
        "risk_factors": ["sickle_cell", "lupus", "steroids", "smoking"],
        "contraindications": ["bleeding_disorder"],
    }
    assert specialists_besides(answers) == ["haematology", "rheumatology"]


@pytest.mark.parametrize("nothing", [None, "skipped", ["none"], ["unknown"]])
def test_nothing_named_brings_nobody(nothing: object) -> None:
    assert specialists_besides({"risk_factors": nothing, "contraindications": nothing}) == []


def test_three_questions_of_which_one_is_personal() -> None:
    plain = {**PATIENT, "stage": ARCO_1}
    on_steroids = {**plain, "risk_factors": ["steroids"]}
    assert questions_to_ask(results(plain), plain) == ["evidence", "alternatives", "lesion_size"]
    asked = questions_to_ask(results(on_steroids), on_steroids)
    assert asked == ["evidence", "alternatives", "medicines"]


def test_two_different_hips_share_the_three_questions() -> None:
    both = {**PATIENT, "hip_side": "both", "stage": {"left": ARCO_1, "right": ARCO_3B}}
    assert questions_to_ask(results(both), both) == ["evidence", "alternatives", "implant_life"]


def test_every_result_has_a_specialist_and_three_questions() -> None:
    leading = set(RESULTS) - {"review_first"}
    assert set(advice().specialist) == leading
    assert {name for name, three in advice().questions.items() if len(set(three)) == 3} == leading

"""Which reply puts a question: in full, again in short, as a hint, for one hip."""

from typing import Any

import pytest

from clinic.question_wording import Asking, question_reply
from clinic.questionnaire import CONFIRMATION

BOTH: dict[str, Any] = {
    "diagnosis_confirmed": "yes",
    "age": 47,
    "hip_side": "both",
    "imaging_done": ["mri"],
}
ARCO_2 = {"system": "arco", "stage": "2"}


@pytest.mark.parametrize(
    ("asking", "reply"),
    [
        (Asking(), "utter_ask_prescreen_form_age"),
        (Asking(misses=1), "utter_hint_age"),
        (Asking(misses=2), "utter_choices_age"),
        (Asking(interrupted=True), "utter_again_age"),
        (Asking(misses=1, interrupted=True), "utter_again_age"),
        (Asking(misses=1, changing=True), "utter_change_which"),
    ],
)
def test_how_the_question_comes_up(asking: Asking, reply: str) -> None:
    assert question_reply("age", {"diagnosis_confirmed": "yes"}, asking) == (reply, None)


def test_two_hips_are_asked_about_one_by_one() -> None:
    assert question_reply("stage", BOTH, Asking()) == ("utter_ask_prescreen_form_stage_hip", "left")
    left_told = {**BOTH, "stage": {"left": ARCO_2}}
    assert question_reply("stage", left_told, Asking()) == (
        "utter_ask_prescreen_form_stage_hip",
        "right",
    )
    assert question_reply("stage", left_told, Asking(interrupted=True)) == (
        "utter_again_stage_hip",
        "right",
    )


def test_a_stage_without_its_system_is_asked_for_the_system() -> None:
    answers = {**BOTH, "hip_side": "left", "stage": {"system": "unknown", "stage": "2"}}
    assert question_reply("stage", answers, Asking()) == ("utter_hint_stage_system", None)
    assert question_reply("stage", answers, Asking(interrupted=True)) == (
        "utter_again_stage_system",
        None,
    )


def test_after_a_correction_only_what_changed_is_read_back() -> None:
    asking = Asking(corrected=["age"])
    assert question_reply(CONFIRMATION, BOTH, asking)[0].endswith("answers_confirmed_changed")

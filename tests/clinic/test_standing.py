"""What can be meant depends on where the conversation stands."""

import pytest

from clinic.language.vocabulary import word_lists
from clinic.standing import FRESH, Standing, places_of, weighed

SAID = {"skip": 0.5, "ask/cost": 0.3, "safe_now": 0.1, "emergency": 0.1}


def likeliest(said: dict[str, float], standing: Standing) -> str:
    found = weighed(said, standing)
    return max(found, key=found.__getitem__)


def test_what_needs_a_question_is_not_meant_without_one() -> None:
    assert likeliest(SAID, FRESH) == "ask/cost"
    assert likeliest(SAID, Standing(question="age")) == "skip"


def test_what_takes_back_an_alarm_needs_one() -> None:
    said = {"safe_now": 0.6, "deny": 0.4}
    assert likeliest(said, FRESH) == "deny"
    assert likeliest(said, Standing(alarm=True)) == "safe_now"


def test_answers_can_be_changed_after_the_result_and_while_they_are_given() -> None:
    said = {"change_answer": 0.6, "ask/staging_systems": 0.4}
    assert likeliest(said, FRESH) == "ask/staging_systems"
    assert likeliest(said, Standing(answers=True)) == "change_answer"
    assert likeliest(said, Standing(question="stage")) == "change_answer"


def test_an_open_question_makes_an_answer_likelier() -> None:
    said = {"ask/diagnosis_imaging": 0.6, "inform": 0.3, "greet": 0.1}
    assert likeliest(said, FRESH) == "ask/diagnosis_imaging"
    assert likeliest(said, Standing(question="imaging_done")) == "inform"


def test_an_offer_makes_a_yes_likelier() -> None:
    said = {"ask/benefits": 0.6, "affirm": 0.4}
    assert likeliest(said, FRESH) == "ask/benefits"
    assert likeliest(said, Standing(offer=True)) == "affirm"


@pytest.mark.parametrize(
    "standing", [FRESH, Standing("age"), Standing(alarm=True), Standing("age", True, True, True)]
)
def test_an_alarm_is_as_likely_everywhere(standing: Standing) -> None:
    found = weighed(SAID, standing)
    assert found["emergency"] == SAID["emergency"]
    assert sum(found.values()) == pytest.approx(1)


def test_nothing_is_lost_where_only_an_alarm_can_be_meant() -> None:
    assert weighed({"emergency": 1.0, "skip": 0.0}, FRESH) == {"emergency": 1.0, "skip": 0.0}


def test_each_place_of_the_list_is_one_that_a_conversation_can_be_at() -> None:
    lists = word_lists("standing")
    everywhere = Standing("age", True, True, True).places
    assert {*lists["only_in"], *lists["likelier"]} <= everywhere
    assert places_of("safe_now") == ["alarm"]

"""When the classifier's alarm counts, without a model: its confidences are given."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.red_flag_interceptor import RedFlagInterceptor
from nlu.topic_classifier import WITHOUT_DENIED

INTERCEPTOR = RedFlagInterceptor(RedFlagInterceptor.get_default_config())


def understood(text: str, ranking: dict[str, float], left: dict[str, float] | None = None) -> str:
    listed = [{"name": intent, "confidence": value} for intent, value in ranking.items()]
    message = Message({"text": text, "intent_ranking": listed, WITHOUT_DENIED: left})
    INTERCEPTOR.process([message])
    return str(message.get("intent")["name"])


def test_the_alarms_together_must_be_likely_enough() -> None:
    assert understood("words", {"ask": 0.5, "emergency": 0.2, "urgent_symptom": 0.2}) == "emergency"
    assert understood("words", {"ask": 0.7, "emergency": 0.1, "urgent_symptom": 0.1}) == "ask"


def test_what_more_likely_only_sounds_alike_is_none() -> None:
    assert understood("words", {"no_alarm": 0.5, "urgent_symptom": 0.45, "ask": 0.05}) == "no_alarm"


def test_no_alarm_where_none_is_left_without_what_is_denied() -> None:
    ranking = {"emergency": 0.98, "no_alarm": 0.02, "ask": 0.0}
    text = "he isn't drowsy"
    assert understood(text, ranking, left={"emergency": 0.1, "no_alarm": 0.9}) == "no_alarm"
    assert understood(text, ranking, left={"emergency": 0.9, "no_alarm": 0.1}) == "emergency"


@pytest.mark.parametrize("left", [None, {"ask": 1.0}])
def test_a_crisis_is_not_taken_back_by_a_denial(left: dict[str, float] | None) -> None:
    ranking = {"crisis": 0.8, "no_alarm": 0.2}
    assert understood("I don't want to see 35", ranking, left) == "crisis"


def test_a_crisis_is_taken_back_by_a_denial_of_its_own_words() -> None:
    assert (
        understood("I'm not suicidal", {"crisis": 0.8, "no_alarm": 0.2, "ask": 0.0}) == "no_alarm"
    )
    assert understood("I'm not suicidal", {"crisis": 0.9, "no_alarm": 0.1}) == "crisis"


def test_a_pattern_needs_no_classifier() -> None:
    assert understood("I can't breathe", {"ask": 1.0}) == "emergency"

"""When an alarm is raised, and when it is asked about, without a model: its shares are given."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.alarm_classifier import SHARES
from nlu.red_flag_interceptor import RedFlagInterceptor

INTERCEPTOR = RedFlagInterceptor(RedFlagInterceptor.get_default_config())
PATTERN, WORDS = "I can't breathe", "words"


def understood(text: str, **shares: float) -> tuple[str, list[tuple[str, str]]]:
    """The intent, and the alarms and check questions with their tiers."""
    ranking = [{"name": intent, "confidence": 0.4} for intent in ("ask", "crisis", "greet")]
    message = Message({"text": text, "intent_ranking": ranking, SHARES: shares})
    INTERCEPTOR.process([message])
    found = [(entity["entity"], entity["value"]) for entity in message.get("entities") or []]
    return str(message.get("intent")["name"]), found


@pytest.mark.parametrize(
    ("text", "share", "heard"),
    [
        (PATTERN, 0.99, ("emergency", [("red_flag", "emergency")])),
        (PATTERN, 0.5, ("ask", [("red_flag_check", "emergency")])),
        (PATTERN, 0.001, ("ask", [("red_flag_check", "emergency")])),
        (WORDS, 0.999, ("emergency", [("red_flag", "emergency")])),
        (WORDS, 0.7, ("ask", [("red_flag_check", "emergency")])),
        (WORDS, 0.3, ("ask", [])),
    ],
)
def test_how_sure_it_must_be(
    text: str, share: float, heard: tuple[str, list[tuple[str, str]]]
) -> None:
    assert understood(text, emergency=share) == heard


def test_the_tiers_together_must_be_likely_enough() -> None:
    assert understood(WORDS, urgent=0.34, emergency=0.25)[1] == [("red_flag_check", "urgent")]


def test_a_crisis_is_asked_about_sooner() -> None:
    assert understood(WORDS, crisis=0.35)[1] == [("red_flag_check", "crisis")]
    assert understood(WORDS, urgent=0.35)[1] == []


def test_a_pattern_needs_no_classifier() -> None:
    assert understood(PATTERN) == ("emergency", [("red_flag", "emergency")])


def test_in_a_long_story_the_pattern_counts_for_more() -> None:
    story = f"{'My hip has hurt since the winter. ' * 12}{PATTERN}"
    assert understood(story, emergency=0.2)[1] == [("red_flag", "emergency")]
    assert understood(story, emergency=0.01)[1] == [("red_flag_check", "emergency")]


def test_what_sounds_clearly_like_something_more_serious_counts_as_that() -> None:
    urgent = "my calf is swollen and sore"
    assert understood(urgent, urgent=0.98)[0] == "urgent_symptom"
    assert understood(urgent, emergency=0.9, urgent=0.08)[0] == "emergency"

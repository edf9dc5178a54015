"""When an alarm is raised, and when it is asked about, without a model: its shares are given."""

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.alarm_classifier import SHARES
from nlu.red_flag_interceptor import RedFlagInterceptor

INTERCEPTOR = RedFlagInterceptor(RedFlagInterceptor.get_default_config())
PATTERN, WORDS = "I can't breathe", "words"
Heard = tuple[str, list[tuple[str, str]]]


def understood(text: str, by_intent: float = 0.0, **shares: float) -> Heard:
    """The intent, and the alarms and check questions with their tiers. `by_intent` is how likely
    the topic classifier takes it for an alarm, `shares` are the alarm classifier's."""
    ranking = [{"name": "ask", "confidence": 0.4}, {"name": "greet", "confidence": 0.4}]
    ranking.append({"name": "emergency", "confidence": by_intent})
    message = Message({"text": text, "intent_ranking": ranking, SHARES: shares})
    INTERCEPTOR.process([message])
    found = [(entity["entity"], entity["value"]) for entity in message.get("entities") or []]
    return str(message.get("intent")["name"]), found


@pytest.mark.parametrize(
    ("share", "heard"),
    [
        (0.99, ("emergency", [("red_flag", "emergency")])),
        (0.5, ("ask", [("red_flag_check", "emergency")])),
        (0.001, ("ask", [("red_flag_check", "emergency")])),
    ],
)
def test_a_pattern_is_asked_about_at_the_least(share: float, heard: Heard) -> None:
    assert understood(PATTERN, emergency=share) == heard


@pytest.mark.parametrize(
    ("share", "by_intent", "heard"),
    [
        (0.999, 0.999, ("emergency", [("red_flag", "emergency")])),
        (0.6, 0.9, ("ask", [("red_flag_check", "emergency")])),
        (0.95, 0.01, ("ask", [])),
        (0.01, 0.95, ("ask", [])),
    ],
)
def test_by_the_words_alone_both_classifiers_have_to_agree(
    share: float, by_intent: float, heard: Heard
) -> None:
    assert understood(WORDS, by_intent, emergency=share) == heard


def test_the_tiers_together_must_be_likely_enough() -> None:
    heard = understood(WORDS, 0.6, urgent=0.34, emergency=0.25)[1]
    assert heard == [("red_flag_check", "urgent")]


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

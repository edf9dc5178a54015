"""What a reply offers to ask next, from the real content, on each channel."""

import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from clinic.emergency_numbers import countries, numbers_to_say
from dialogue.clinic_replies import ClinicReplies, clinic_facts
from tests.content import all_replies

CLOSE = [("recovery_time", 0.4), ("time_to_results", 0.35), ("follow_up_after", 0.1), ("cost", 0)]


@pytest.fixture(scope="module")
def replies() -> ClinicReplies:
    domain = Domain.from_dict({"version": "3.1", "responses": all_replies()})
    return ClinicReplies(EndpointConfig(), domain)


def reply_to(
    replies: ClinicReplies, name: str, ranking: list[tuple[str, float]], channel: str = "website"
) -> dict[str, Any]:
    tracker = DialogueStateTracker("someone", [])
    listed = [{"intent_response_key": f"ask/{topic}", "confidence": c} for topic, c in ranking]
    parsed = {"response_selector": {"ask": {"ranking": listed}}}
    tracker.update(UserUttered("a question", {"name": "ask"}, parse_data=parsed))
    said = asyncio.run(replies.generate(name, tracker, channel))
    assert said is not None
    return said


def titles(reply: dict[str, Any]) -> list[str]:
    return [button["title"] for button in reply["buttons"]]


def test_a_clear_answer_offers_what_its_topic_names(replies: ClinicReplies) -> None:
    offered = titles(reply_to(replies, "utter_ask/cost", [("cost", 0.99), ("insurance", 0.005)]))
    follow_ups = all_replies()["utter_ask/cost"][0]["metadata"]["follow_ups"]
    assert len(offered) == len(follow_ups)


def test_the_runner_up_is_offered_first(replies: ClinicReplies) -> None:
    offered = titles(reply_to(replies, "utter_ask/recovery_time", CLOSE))
    other = all_replies()["utter_ask/time_to_results"][0]["metadata"]["title"]
    assert offered[0] == other


def test_a_choice_has_three_buttons_and_none_of_these(replies: ClinicReplies) -> None:
    offered = titles(reply_to(replies, "utter_did_you_mean", CLOSE))
    assert len(offered) == 4
    assert offered[-1] == "None of these"


def test_a_choice_is_numbered_by_text_message_and_spoken_by_phone(replies: ClinicReplies) -> None:
    written = reply_to(replies, "utter_did_you_mean", CLOSE, "sms")["text"]
    spoken = reply_to(replies, "utter_did_you_mean", CLOSE, "voice")["text"]
    first, second = (all_replies()[f"utter_ask/{t}"][0]["metadata"]["title"] for t, _ in CLOSE[:2])
    assert f"1 {first}, 2 {second}" in written
    assert f"1, {first}. 2, {second}" in spoken


def test_the_second_miss_in_a_row_offers_a_person(replies: ClinicReplies) -> None:
    tracker = DialogueStateTracker("someone", [])
    first = said(replies, tracker, "utter_fallback")
    second = said(replies, tracker, "utter_fallback")
    said(replies, tracker, "utter_ask/cost")
    later = said(replies, tracker, "utter_fallback")
    assert first == later
    assert second != first
    assert "speak" in second or "person" in second


def said(replies: ClinicReplies, tracker: DialogueStateTracker, name: str) -> str:
    """What is said to one more message, remembered as Rasa remembers it."""
    tracker.update(UserUttered("a question", {"name": "ask"}))
    reply = asyncio.run(replies.generate(name, tracker, "website"))
    assert reply is not None
    tracker.update(BotUttered(reply["text"], metadata={"utter_action": name}))
    return str(reply["text"])


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("channel", ["website", "sms", "voice"])
def test_an_emergency_is_answered_with_the_numbers_of_the_country(
    replies: ClinicReplies, monkeypatch: pytest.MonkeyPatch, country: str, channel: str
) -> None:
    monkeypatch.setenv("AVN_COUNTRY", country)
    clinic_facts.cache_clear()
    text = reply_to(replies, "utter_emergency", [], channel)["text"]
    clinic_facts.cache_clear()
    numbers = numbers_to_say(country)
    assert numbers["emergency_number"] in text and numbers["poison_line"] in text
    assert "{" not in text

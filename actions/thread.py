"""Answers that rest on what was said before: the second of two questions, a pick from a list, "and
for hip replacement?", "why?", "where is that from?"."""

import re
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reading import NAME_OF_REPLY, message_of
from clinic.bibliography import Source, cite, evidence_in_words
from clinic.language.vocabulary import any_of, word_lists
from clinic.question_wording import FORM
from clinic.thread import topic_carried_on

DID_YOU_MEAN = "utter_did_you_mean"
CHECK_FLAG = "red_flag_check"  # of the message that was asked about (dialogue/safety_policy.py)
ANSWERS = ("utter_ask/", "utter_more/")
WHY = re.compile(rf"\b{any_of(word_lists('meaning')['reason'])}\b", re.IGNORECASE)
CHOICES = 3
SHORT_CHANNELS = ("sms", "voice")


class SecondAnswer(Action):
    """The first question of the message has been answered; this answers the other."""

    def name(self) -> str:
        return "action_second_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        dispatcher.utter_message(response="utter_also")
        return answer(dispatcher, _entity(tracker, "second_topic"))


class AnswerHeld(Action):
    """What was said before the check question, where that was a question too."""

    def name(self) -> str:
        return "action_answer_held"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        held = next(filter(_is_checked, reversed(tracker.events)), None)
        topic = message_of(held).topic if held else None
        if topic:
            return answer(dispatcher, topic.partition("/")[2])
        dispatcher.utter_message(response="utter_go_on")
        return []


def _is_checked(event: dict[str, Any]) -> bool:
    found = (event.get("parse_data") or {}).get("entities") or []
    return any(entity["entity"] == CHECK_FLAG for entity in found)


class FollowUp(Action):
    def name(self) -> str:
        return "action_follow_up"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        changed, slots = _entity(tracker, "follow_up"), tracker.slots
        return answer(dispatcher, topic_carried_on(slots["topic"], changed, slots["treatment"]))


class Choose(Action):
    """A pick counts only right after the question that offered a choice."""

    def name(self) -> str:
        return "action_choose"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        offered = offered_topics(tracker.events)
        choice = next(tracker.get_latest_entity_values("choice"))
        if not offered:
            dispatcher.utter_message(response="utter_choice_unclear")
        elif not 1 <= choice <= len(offered):
            dispatcher.utter_message(response="utter_none_of_these")
        else:
            return answer(dispatcher, offered[choice - 1])
        return []


class TellMore(Action):
    def name(self) -> str:
        return "action_tell_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        dispatcher.utter_message(response=explanation(tracker))
        return []


def explanation(tracker: Tracker) -> str:
    """Of the latest answer; in the middle of the questions, where none was given just before, of
    the open question."""
    topic = tracker.slots.get("topic")
    in_questions = tracker.active_loop.get("name") == FORM
    if in_questions and not said_answer_before(tracker):
        is_why = WHY.search(tracker.latest_message.get("text") or "")
        return "utter_why" if is_why else "utter_meaning"
    return f"utter_more/{topic}" if topic else "utter_nothing_to_explain"


def said_answer_before(tracker: Tracker) -> bool:
    """Whether the message before the latest one was met with the answer of a topic."""
    users = [i for i, event in enumerate(tracker.events) if event["event"] == "user"]
    before = tracker.events[users[-2] : users[-1]] if len(users) > 1 else []
    return any(str(_utter_action(event)).startswith(ANSWERS) for event in before)


class Sources(Action):
    """Names what the latest answer rests on: all of it on the page, elsewhere the first."""

    def name(self) -> str:
        return "action_sources"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        about = latest_metadata(tracker.events)
        if not about:
            dispatcher.utter_message(response="utter_no_sources")
            return []
        cited = cite(about["sources"])
        short = tracker.get_latest_input_channel() in SHORT_CHANNELS
        dispatcher.utter_message(
            response="utter_sources",
            source_list=cited[0].title if short else as_list(cited),
            source_count=str(len(cited)),
            evidence=evidence_in_words()[about["evidence"]],
        )
        return []


def answer(dispatcher: CollectingDispatcher, topic: str) -> list[EventType]:
    dispatcher.utter_message(response=f"utter_ask/{topic}")
    return [SlotSet("topic", topic)]


def offered_topics(events: list[dict[str, Any]]) -> list[str]:
    """The likeliest topics of the message before this one, if it was met with a choice of them."""
    users = [i for i, event in enumerate(events) if event["event"] == "user"]
    if len(users) < 2:  # noqa: PLR2004 - the pick and what came before it
        return []
    asked, picked = users[-2:]
    said = {_utter_action(event) for event in events[asked:picked]}
    parsed = events[asked].get("parse_data") or {}
    ranking = parsed.get("response_selector", {}).get("ask", {}).get("ranking", [])
    topics = [entry["intent_response_key"].removeprefix("ask/") for entry in ranking[:CHOICES]]
    return topics if DID_YOU_MEAN in said else []


def latest_metadata(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Evidence grade and source ids of the latest reply that has any; else nothing."""
    for event in reversed(events):
        about = (event.get("metadata") or {}).get("metadata") or {}
        if event["event"] == "bot" and about.get("sources"):
            return dict(about)
    return {}


def as_list(sources: Iterable[Source]) -> str:
    return "\n".join(f"- {s.title} ({s.year})" if s.year else f"- {s.title}" for s in sources)


def _utter_action(event: dict[str, Any]) -> str | None:
    return (event.get("metadata") or {}).get(NAME_OF_REPLY) if event["event"] == "bot" else None


def _entity(tracker: Tracker, name: str) -> str:
    return str(next(tracker.get_latest_entity_values(name)))

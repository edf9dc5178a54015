"""Checks on the files themselves: can each be read, and does it hold what its folder promises?"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from tools.content.model import CHANNELS, Problem
from tools.content.reading import Content
from tools.content.training_data import RESERVED, is_training_data

EXAMPLES_PER_TOPIC = 60
PHRASES_PER_TOPIC = 15
PHRASES_PER_INTENT = 30
INTENT_PHRASES = "tests/phrases/intents.yml"
# Topics, alarms and what no classifier decides have files of their own.
MEASURED_ELSEWHERE = ("ask", "emergency", "urgent_symptom", "crisis", "no_alarm", "unreadable")
TOPIC_PHRASES = "tests/phrases/knowledge.yml"
OF_ONE_CHANNEL = {
    "data/chat/phone_line.yml": ("voice",),
    "data/chat/text_messages.yml": ("sms",),
}

_RESERVED_LINE = re.compile(rf"^\s*({'|'.join(RESERVED)}):", re.MULTILINE)


def files_fit_their_models(content: Content) -> Iterator[Problem]:
    yield from content.misfits


def topics_hold_one_intent(content: Content) -> Iterator[Problem]:
    for path in content.topics:
        topic = f"ask/{PurePath(path).stem}"
        intents = [block["intent"] for block in (content.tree(path) or {}).get("nlu", [])]
        if intents != [topic]:
            yield Problem(path, "file", f"holds the intents {intents}, not {topic} alone")


def topics_hold_their_replies(content: Content) -> Iterator[Problem]:
    """The answer, and what is said to "why?" and "tell me more" after it."""
    for path in content.topics:
        wanted = [f"utter_{kind}/{PurePath(path).stem}" for kind in ("ask", "more")]
        replies = list((content.tree(path) or {}).get("responses", {}))
        if replies != wanted:
            yield Problem(path, "file", f"holds the replies {replies}, not {wanted}")


def topics_have_examples(content: Content) -> Iterator[Problem]:
    for path in content.topics:
        count = sum(example.path == path for example in content.examples)
        if count < EXAMPLES_PER_TOPIC:
            yield Problem(path, "file", f"{count} examples of at least {EXAMPLES_PER_TOPIC}")


def topics_have_phrases_of_their_own(content: Content) -> Iterator[Problem]:
    """Unseen questions, so that the tests can tell how a topic does with strangers."""
    phrases = content.tree(TOPIC_PHRASES)
    for path in content.topics:
        topic = PurePath(path).stem
        count = len(phrases.get(topic, []))
        if count < PHRASES_PER_TOPIC:
            yield Problem(TOPIC_PHRASES, topic, f"{count} phrases of at least {PHRASES_PER_TOPIC}")


def intents_have_phrases_of_their_own(content: Content) -> Iterator[Problem]:
    groups = content.tree(INTENT_PHRASES)
    for intent in content.domain.intents:
        count = len(groups.get(intent, []))
        if intent not in MEASURED_ELSEWHERE and count < PHRASES_PER_INTENT:
            yield Problem(
                INTENT_PHRASES, intent, f"{count} phrases of at least {PHRASES_PER_INTENT}"
            )


def replies_have_each_channel_once(content: Content) -> Iterator[Problem]:
    for variants in content.variants:
        channels = [reply.channel for reply in variants]
        wanted = OF_ONE_CHANNEL.get(variants[0].path, CHANNELS)
        if sorted(channels) != sorted(wanted):
            what = f"has {', '.join(channels)}, not {', '.join(wanted)}"
            where = f" where {variants[0].condition}" if variants[0].condition else ""
            yield Problem(variants[0].path, variants[0].name, what + where)


def other_files_are_not_taken_for_training_data(content: Content) -> Iterator[Problem]:
    for document in content.documents:
        line = _RESERVED_LINE.search(document.text)
        if line and not is_training_data(document.tree):
            yield Problem(document.path, line[1], "a line starts with a key that Rasa reserves")

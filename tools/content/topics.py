"""Checks on how a topic is offered: its name on a button, the question that the button asks, and
what to ask next."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from tools.content.model import Problem, Reply
from tools.content.reading import Content

LONGEST = {"title": 30, "question": 60}
FOLLOW_UPS = (2, 3)
ANSWER = "utter_ask/"


def topics_name_themselves(content: Content) -> Iterator[Problem]:
    for reply, about in _answers(content):
        for key, most in LONGEST.items():
            if not 0 < len(str(about.get(key, ""))) <= most:
                yield reply.problem(f"{key} {about.get(key)!r} has not 1 to {most} characters")


def questions_of_topics_are_learnt(content: Content) -> Iterator[Problem]:
    """A button's question must find its own topic."""
    learnt = {(example.intent, example.text) for example in content.examples}
    for reply, about in _answers(content):
        intent = reply.name.removeprefix("utter_")
        if "question" in about and (intent, about["question"]) not in learnt:
            yield reply.problem(f"{about['question']!r} is not among the examples")


def follow_ups_are_topics(content: Content) -> Iterator[Problem]:
    known = {PurePath(path).stem for path in content.topics}
    fewest, most = FOLLOW_UPS
    for reply, about in _answers(content):
        offered = about.get("follow_ups") or []
        if not fewest <= len(set(offered)) <= most:
            yield reply.problem(f"offers {len(set(offered))} topics, not {fewest} to {most}")
        itself = reply.name.removeprefix(ANSWER)
        for topic in offered:
            if topic not in known or topic == itself:
                yield reply.problem(f"offers {topic!r}, which is no other topic")


def _answers(content: Content) -> Iterator[tuple[Reply, dict[str, Any]]]:
    """The web version of each answer; metadata is the same on every channel."""
    for reply in content.replies:
        if reply.name.startswith(ANSWER) and reply.channel == "web":
            yield reply, reply.metadata or {}

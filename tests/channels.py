"""A person on any channel, heard in the same way, and a part of a reply that is heard there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.content import all_replies
from tests.phone import Phone
from tests.texter import Texter
from tests.visitor import Visitor
from tools.assistant import Assistant

CHANNELS = ("website", "sms", "voice")
Hear = Callable[[str], str]


@contextmanager
def person_on(channel: str, assistant: Assistant) -> Iterator[Hear]:
    if channel == "website":
        with Visitor(assistant.url) as visitor:
            yield visitor.hear
    elif channel == "sms":
        yield Texter(assistant).known().hear
    else:
        with Phone(assistant) as phone:
            yield phone.hear


def part_of(reply: str, channel: str) -> str:
    """The beginning of the longest stretch of it in which no number stands."""
    variants = all_replies()[reply]
    own = next((r for r in variants if r.get("channel") == channel), variants[0])
    return max(re.split(r"\{\w+\}|\n", own["text"]), key=len).strip()[:60]

"""Checks on buttons: something is behind each."""

from collections.abc import Iterator

from tools.content.model import Problem
from tools.content.reading import Content

COMMAND = "/"


def buttons_lead_somewhere(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        for button in reply.buttons:
            if button.payload.startswith(COMMAND):
                intent = button.payload.removeprefix(COMMAND).split("{")[0]
                if intent.split("/")[0] not in content.domain.intents:
                    yield reply.problem(f"button {button.title!r} means no intent: {intent}")

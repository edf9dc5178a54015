"""Checks on buttons: short enough for a phone's screen, and something behind each."""

from collections.abc import Iterator

from tools.content.model import Problem
from tools.content.reading import Content

LONGEST_TITLE = 40
COMMAND = "/"


def button_titles_are_short(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        for button in reply.buttons:
            if not 0 < len(button.title) <= LONGEST_TITLE:
                count = f"{len(button.title)} characters of 1 to {LONGEST_TITLE}"
                yield reply.problem(f"button {button.title!r} has {count}")


def buttons_lead_somewhere(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        for button in reply.buttons:
            if not button.payload:
                yield reply.problem(f"button {button.title!r} has no payload")
            elif button.payload.startswith(COMMAND):
                intent = button.payload.removeprefix(COMMAND).split("{")[0]
                if intent.split("/")[0] not in content.intents:
                    yield reply.problem(f"button {button.title!r} means no intent: {intent}")

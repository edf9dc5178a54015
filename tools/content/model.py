"""What the content files hold, typed, and what the check says about it."""

from dataclasses import dataclass
from typing import Any

CHANNELS = ("web", "sms", "voice")


@dataclass(frozen=True)
class Problem:
    path: str
    id: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.id}: {self.what}"


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """What the assistant says on one channel: web (no `channel:` key in the file), sms or voice."""

    path: str
    name: str
    channel: str
    text: str
    metadata: dict[str, Any] | None
    buttons: tuple[Button, ...]

    def problem(self, what: str) -> Problem:
        return Problem(self.path, self.name, f"{self.channel}: {what}")


@dataclass(frozen=True)
class Example:
    """What a person may write, and what is meant by it."""

    path: str
    intent: str
    text: str

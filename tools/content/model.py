"""What the content files hold, typed, and what the check says about it."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

WEB = "web"
CHANNELS = (WEB, "sms", "voice")
ENGLISH = "en"


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
    """What the assistant says on one channel: web (no `channel:` key in the file), sms or voice.
    `slots` are the values that it is for (treatment is prp); the main answer has none."""

    path: str
    name: str
    channel: str
    text: str
    metadata: dict[str, Any] | None
    buttons: tuple[Button, ...]
    slots: tuple[tuple[str, bool | str], ...] = ()

    @property
    def condition(self) -> str:
        """ "treatment=prp"."""
        return ", ".join(f"{name}={value}" for name, value in self.slots)

    @property
    def variant(self) -> tuple[str, str]:
        """What the versions for each channel have in common."""
        return self.name, self.condition

    @property
    def claim(self) -> dict[str, Any]:
        """What the reply rests on: its metadata without what the page alone needs."""
        return {key: value for key, value in (self.metadata or {}).items() if key != "answer"}

    @property
    def language(self) -> str:
        return str((self.metadata or {}).get("language", ENGLISH))

    def problem(self, what: str) -> Problem:
        place = f"{self.channel}, {self.condition}" if self.condition else self.channel
        return Problem(self.path, self.name, f"{place}: {what}")


@dataclass(frozen=True)
class Example:
    """What a person may write, and what is meant by it."""

    path: str
    intent: str
    text: str


@cache
def normalised(text: str) -> str:
    """Without case, punctuation and double spaces; the text itself where nothing is left."""
    kept = (c for c in text.casefold() if not unicodedata.category(c).startswith("P"))
    return " ".join("".join(kept).split()) or text

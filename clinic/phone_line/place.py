"""Where a call stands, as it travels in the address that the provider posts to next: no word of the
caller is in it. Called by the channel voice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from clinic.phone_line.keypad import is_place

TALK = "talk"
ATS = (TALK, "menu", "check", "heard", "number", "leave", "text", "offer")
_MOST = 10_000  # turns of a call; far more than anybody has


@dataclass(frozen=True)
class Place:
    """`turn` counts what was posted; `rung`: how often in a row nothing useful was heard; `at`:
    what was asked last, `keys` which of its key places is open; `tries`: wrong answers to the
    check; `by_keys`: the caller answers with keys."""

    turn: int = 0
    rung: int = 0
    at: str = TALK
    keys: str = ""
    tries: int = 0
    by_keys: bool = False

    def query(self) -> str:
        values = {
            "turn": self.turn,
            "rung": self.rung,
            "at": self.at,
            "keys": self.keys,
            "tries": self.tries,
            "by_keys": int(self.by_keys),
        }
        return urlencode({name: value for name, value in values.items() if value})

    def talk(self) -> "Place":
        """Back in the conversation."""
        return replace(self, at=TALK, keys="", tries=0)

    def answered_by(self, *, keys: bool) -> "Place":
        return replace(self, by_keys=keys)

    def again(self, rung: int) -> "Place":
        """The same place, at another turn."""
        return replace(self, turn=self.turn + 1, rung=rung)

    def next(self, at: str = TALK, rung: int = 0, keys: str = "", tries: int = 0) -> "Place":
        return replace(self, turn=self.turn + 1, at=at, rung=rung, keys=keys, tries=tries)


def read_place(query: Mapping[str, str]) -> Place:
    """What cannot be read counts as not said: the address is our own, and signed."""
    at, keys = query.get("at", TALK), query.get("keys", "")
    return Place(
        turn=_count(query.get("turn")),
        rung=_count(query.get("rung")),
        at=at if at in ATS else TALK,
        keys=keys if is_place(keys) else "",
        tries=_count(query.get("tries")),
        by_keys=_count(query.get("by_keys")) > 0,
    )


def _count(text: str | None) -> int:
    return min(int(text), _MOST) if text and text.isdecimal() and text.isascii() else 0

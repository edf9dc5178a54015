"""Talk to the assistant in the terminal: to the one that is running, or to one started for it.

Usage: python -m tools.chat (`make chat`).
"""

import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from clinic.settings import read_settings
from tools.assistant import Assistant, DidNotStart

TIMEOUT_S = 60
LEAVE = "quit"


class Conversation:
    """One session of the website channel."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/webhooks/website"
        answer = requests.post(f"{self.url}/sessions", timeout=TIMEOUT_S)
        self.headers = {"Authorization": f"Bearer {answer.json()['session']}"}
        self.buttons: list[dict[str, str]] = []

    def say(self, typed: str) -> list[dict[str, Any]]:
        body = {"message_id": uuid.uuid4().hex, **self._meant(typed)}
        answer = requests.post(
            f"{self.url}/messages", json=body, headers=self.headers, timeout=TIMEOUT_S
        )
        content = answer.json()
        replies: list[dict[str, Any]] = content.get("messages") or [{"text": content["error"]}]
        self.buttons = [button for reply in replies for button in reply.get("buttons", [])]
        return replies

    def _meant(self, typed: str) -> dict[str, str]:
        """A number in brackets is a button: [2]."""
        for number, button in enumerate(self.buttons, start=1):
            if typed.strip() == f"[{number}]":
                return {"payload": button["payload"]}
        return {"text": typed}


def show(replies: list[dict[str, Any]]) -> None:
    number = 0
    for reply in replies:
        print(f"\n{reply['text']}")
        for button in reply.get("buttons", []):
            number += 1
            print(f"  [{number}] {button['title']}")
        if reply.get("sources"):
            print("  sources: " + ", ".join(source["id"] for source in reply["sources"]))


@contextmanager
def running_assistant() -> Iterator[str]:
    url = f"http://localhost:{read_settings().port}"
    try:
        requests.get(url, timeout=1)
        yield url
    except requests.ConnectionError:
        print("chat: starting the assistant (about ten seconds; longer if it has to train)")
        with tempfile.TemporaryDirectory() as folder, Assistant(Path(folder)) as assistant:
            yield assistant.url


def main() -> None:
    try:
        with running_assistant() as url:
            talk(Conversation(url))
    except DidNotStart as failure:
        sys.exit(f"{failure}\nchat: the assistant did not start; what it said is above")


def talk(conversation: Conversation) -> None:
    print(f"chat: type your message; [1] presses the first button; {LEAVE} leaves")
    try:
        while (typed := input("\n> ")).strip() != LEAVE:
            show(conversation.say(typed))
    except (EOFError, KeyboardInterrupt):
        print()


if __name__ == "__main__":
    main()

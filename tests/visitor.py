"""A person on the clinic's website, as far as the server can tell: posts what the page posts and
reads what the page reads."""

import uuid
from typing import Any

import httpx

Reply = dict[str, Any]


class Visitor:
    """One browser with one conversation."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=f"{url}/webhooks/website", timeout=60)
        self.token: str = self.client.post("/sessions").json()["session"]
        self.latest: list[Reply] = []

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def post(self, **fields: str) -> httpx.Response:
        body = {"message_id": uuid.uuid4().hex, **fields}
        return self.client.post("/messages", json=body, headers=self.authorization)

    @property
    def authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str) -> list[Reply]:
        return self._read(self.post(text=text))

    def hear(self, text: str) -> str:
        """Says it, and gives all that comes back as one text."""
        return "\n".join(reply["text"] for reply in self.say(text))

    def press(self, title: str) -> list[Reply]:
        """Presses a button under the latest replies."""
        buttons = [button for reply in self.latest for button in reply.get("buttons", [])]
        payload = next(button["payload"] for button in buttons if button["title"] == title)
        return self._read(self.post(payload=payload))

    def history(self) -> list[Reply]:
        """What both sides said, as a page reads it after a reload."""
        said = self.client.get("/messages", headers=self.authorization)
        said.raise_for_status()
        return list(said.json()["messages"])

    def _read(self, response: httpx.Response) -> list[Reply]:
        response.raise_for_status()
        self.latest = response.json()["messages"]
        return self.latest

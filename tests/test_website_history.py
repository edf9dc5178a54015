"""The history of a conversation: what a page that is opened again is told."""

import asyncio
import sqlite3
import uuid
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

from channels.history import History
from channels.incoming import Refused
from clinic.settings import read_settings
from tests.visitor import Visitor
from tools.assistant import Assistant

Message = dict[str, Any]


def history(visitor: Visitor, **query: str) -> list[Message]:
    answer = visitor.client.get("/messages", params=query, headers=visitor.authorization)
    answer.raise_for_status()
    messages: list[Message] = answer.json()["messages"]
    return messages


def as_sent(message: Message) -> Message:
    return {key: message[key] for key in message.keys() - {"from", "at"}}


def test_it_is_empty_before_anything_was_said(visitor: Visitor) -> None:
    assert history(visitor) == []


def test_both_sides_stand_in_order_and_replies_as_they_were_sent(visitor: Visitor) -> None:
    replies = [visitor.say(text) for text in ("how much does it cost?", "thank you")]
    said = history(visitor)
    assert [m["from"] for m in said] == ["person", "assistant", "person", "assistant"]
    assert [m["text"] for m in said if m["from"] == "person"] == [
        "how much does it cost?",
        "thank you",
    ]
    assert [as_sent(m) for m in said if m["from"] == "assistant"] == [*replies[0], *replies[1]]
    times = [datetime.fromisoformat(m["at"]) for m in said]
    assert times == sorted(times)
    assert abs((datetime.now(timezone.utc) - times[-1]).total_seconds()) < 60


def test_replies_of_several_parts_are_put_together_as_they_were_sent(visitor: Visitor) -> None:
    """The pre-screen has progress and buttons, its result headings with lists."""
    sent = []
    for text in ("start the questions", "yes", "47", "left", "stage 2", "groin", "6", "no", "no"):
        sent += visitor.say(text)
    assert [as_sent(m) for m in history(visitor) if m["from"] == "assistant"] == sent
    assert any("progress" in reply for reply in sent)
    assert any("answer" in reply for reply in sent)


def test_an_alarm_stands_in_it(visitor: Visitor) -> None:
    sent = visitor.say("my leg is numb and I have no control of my bladder")
    (alarm, *_) = [m for m in history(visitor) if m.get("alert")]
    assert as_sent(alarm) in sent


def test_a_button_is_shown_by_what_stood_on_it(visitor: Visitor) -> None:
    (reply,) = visitor.say("how much does it cost?")
    title = reply["buttons"][0]["title"]
    visitor.press(title)
    assert [m["text"] for m in history(visitor) if m["from"] == "person"][-1] == title


def test_only_what_came_after_a_message_or_a_reply(visitor: Visitor) -> None:
    (first,) = visitor.say("thank you")
    visitor.post(message_id="the second one", text="how much does it cost?")
    after_reply = history(visitor, after=first["id"])
    assert [m["from"] for m in after_reply] == ["person", "assistant"]
    assert history(visitor, after="the second one") == after_reply[1:]
    assert history(visitor, after=after_reply[-1]["id"]) == []
    assert len(history(visitor, after="never heard of")) == 4


def test_ids_stay_the_same(visitor: Visitor) -> None:
    visitor.say("thank you")
    assert history(visitor) == history(visitor)


def test_it_begins_afresh_with_the_conversation(visitor: Visitor) -> None:
    visitor.say("how much does it cost?")
    visitor.say("restart")
    assert history(visitor) == []
    visitor.say("thank you")
    assert [m["text"] for m in history(visitor) if m["from"] == "person"] == ["thank you"]


def test_nothing_is_left_of_an_erased_conversation(visitor: Visitor) -> None:
    visitor.say("how much does it cost?")
    visitor.say("delete my data")
    assert "erased" in visitor.hear("yes").lower()
    assert history(visitor) == []


def test_nobody_reads_a_conversation_of_somebody_else(
    assistant: Assistant, visitor: Visitor
) -> None:
    visitor.say("how much does it cost?")
    with Visitor(assistant.url) as other:
        assert history(other) == []


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
def test_a_wrong_token_is_refused(assistant: Assistant, token: str) -> None:
    answer = httpx.get(
        f"{assistant.url}/webhooks/website/messages", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 401
    assert answer.json()["code"] == "session_refused"


def test_a_long_conversation_gives_its_latest_part(visitor: Visitor) -> None:
    for number in range(130):
        visitor.post(message_id=f"number {number}", text="thank you")
    said = history(visitor)
    assert len(said) == 200
    assert said[-2]["id"] == "number 129"


def test_a_restart_of_the_server_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    message_id = uuid.uuid4().hex
    with Assistant(tmp_path) as before:
        visitor = Visitor(before.url)
        visitor.say("start the questions")
        first = visitor.post(message_id=message_id, text="yes").json()
        said = history(visitor)
    with Assistant(tmp_path) as after:
        visitor.client.base_url = httpx.URL(f"{after.url}/webhooks/website")
        assert history(visitor) == said
        assert visitor.post(message_id=message_id, text="yes").json() == first
        assert history(visitor) == said
    visitor.client.close()


def test_an_alarm_is_answered_while_the_database_is_locked(tmp_path: Path) -> None:
    """Also as the first word of a conversation that the server does not hold in memory."""
    with Assistant(tmp_path) as assistant, Visitor(assistant.url) as visitor:
        database = sqlite3.connect(tmp_path / "hipwise.db", isolation_level=None)
        database.execute("BEGIN EXCLUSIVE")
        try:
            assert visitor.say("crushing chest pain, I cannot breathe")[0]["alert"] == "emergency"
        finally:
            database.execute("ROLLBACK")
            database.close()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no folder' / 'none.db'}"
    history = History(read_settings({"DATABASE_URL": url, "AVN_DATA_DIR": str(tmp_path)}))
    with pytest.raises(Refused) as refused:
        asyncio.run(history.messages("web-1"))
    assert (refused.value.status, refused.value.reason) == (503, "unavailable")
    assert asyncio.run(history.answers("web-1")) == {}

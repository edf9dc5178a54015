"""What was said in a conversation, for a page that is opened again and for a message that comes
again after a restart of the server. Used by the website channel.

It reads the table of Rasa's tracker store itself: the store hands out only the latest turns. While
the database is away, those are better than nothing.
"""

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timezone
from itertools import takewhile
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Restarted, UserUttered

from channels.incoming import Refused
from channels.turns import Reply
from channels.website_output import add_reply, as_json
from clinic.settings import Settings
from records.gate import gate_of
from records.lately import joined, lately_at
from records.spool import UNSAVED
from records.unsaved import Row, Rows, unsaved_in

EVENTS_READ = 200
RETRY_AFTER_S = 5
PERSON, ASSISTANT = "person", "assistant"

logger = logging.getLogger(__name__)

_table = SQLTrackerStore.SQLEvent.__table__
_KINDS = (UserUttered.type_name, BotUttered.type_name, Restarted.type_name)
_LATEST = (
    sa.select(*(_table.c[name] for name in Row._fields))
    .where(_table.c.sender_id == sa.bindparam("person"), _table.c.type_name.in_(_KINDS))
    .order_by(_table.c.id.desc())
    .limit(EVENTS_READ)
)


class History:
    """The latest messages of both sides since the conversation last began afresh."""

    def __init__(self, settings: Settings) -> None:
        self._gate = gate_of(settings.database_url)
        self._lately = lately_at(settings.database_url)
        self._unsaved = unsaved_in(settings.data_dir / UNSAVED)

    async def messages(self, sender_id: str, after: str | None = None) -> Reply:
        """Those behind the one with the id `after`; all when it is not known. Raises Refused."""
        said = _read(sender_id, _since_afresh(await self._rows(sender_id)))
        ids = [message["id"] for message in said]
        return said[ids.index(after) + 1 :] if after in ids else said

    async def answers(self, sender_id: str) -> dict[str, Reply]:
        """What each message was answered with, as it was sent; a message without an answer is not
        among them. Nothing when the database is away: the next message may be an alarm."""
        try:
            said = await self.messages(sender_id)
        except Refused:
            return {}
        answers: dict[str, Reply] = {}
        latest = ""
        for message in said:
            if message["from"] == PERSON:
                latest = message["id"]
                continue
            reply = {key: message[key] for key in message.keys() - {"from", "at"}}
            answers.setdefault(latest, []).append(reply)
        return answers

    async def _rows(self, sender_id: str) -> Rows:
        try:
            return await self._gate.read(self._stored, sender_id)
        except sa.exc.SQLAlchemyError as fault:
            logger.error("no history sender=%s fault=%s", sender_id, type(fault).__name__)
            rows = self._lately.rows(sender_id)
            if rows is None:
                raise Refused("unavailable", 503, retry_after=RETRY_AFTER_S) from fault
            return rows

    def _stored(self, sender_id: str) -> Rows:
        """Oldest first."""
        unsaved = self._unsaved.rows(sender_id)
        with self._gate.engine.connect() as connection:
            rows = [Row(*row) for row in connection.execute(_LATEST, {"person": sender_id})]
        return joined(rows[::-1], unsaved)


def _since_afresh(rows: Rows) -> list[tuple[str, dict[str, Any]]]:
    told = [row for row in rows if row.type_name in _KINDS]
    afresh = takewhile(lambda row: row.type_name != Restarted.type_name, reversed(told))
    return [(row.type_name, json.loads(row.data)) for row in afresh][::-1]


def _read(sender_id: str, events: Iterable[tuple[str, dict[str, Any]]]) -> Reply:
    said: Reply = []
    turn: Reply = []
    titles: dict[str, str] = {}
    for kind, event in events:
        if kind == UserUttered.type_name:
            turn = []
            said.append(_of_person(event, titles))
            continue
        if not event.get("text"):
            continue
        reply = as_json(BotUttered._from_parameters(event).message(), sender_id)
        titles |= {button["payload"]: button["title"] for button in reply.get("buttons", [])}
        is_new = add_reply(turn, reply)
        if not is_new:
            said.pop()
        said.append({"from": ASSISTANT, "at": _time(event), **turn[-1]})
    return said


def _of_person(event: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    """A button that was pressed is shown by what stood on it."""
    text = event.get("text") or ""
    return {
        "from": PERSON,
        "id": event.get("message_id"),
        "text": titles.get(text, text),
        "at": _time(event),
    }


def _time(event: dict[str, Any]) -> str:
    moment = datetime.fromtimestamp(event["timestamp"], timezone.utc)
    return moment.isoformat(timespec="milliseconds")

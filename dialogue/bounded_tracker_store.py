"""Rasa's SQL tracker store, handing out only the latest turns of a conversation, so that the
hundredth answer is as fast as the first. Nothing is dropped from the database. Named in
endpoints.yml.

Rasa replays every event it is given several times a turn; stock, a turn costs 17 ms at first and
457 ms after 200 turns. What older events still decide, slots and the open form, is handed out as a
snapshot before the latest turns.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from dialogue.latest_events import latest_events

logger = logging.getLogger(__name__)

_event_table = SQLTrackerStore.SQLEvent
EVENTS_BY_KIND = sa.Index(
    "events_by_kind", _event_table.sender_id, _event_table.type_name, _event_table.id
)
BUSY_TIMEOUT_MS = 5000
ERASED = "erased"  # the slot that says so


class BoundedTrackerStore(SQLTrackerStore):
    """An SQLTrackerStore; its `url` in endpoints.yml is any SQLAlchemy address."""

    engine: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._unsaved: dict[str, list[Event]] = {}
        if self.engine.dialect.name == "sqlite":
            self._stay_connected()
        EVENTS_BY_KIND.create(self.engine, checkfirst=True)

    def _stay_connected(self) -> None:
        """By default each read and each write opens the file anew, and closing it empties the
        write-ahead log."""
        self.engine = sa.create_engine(self.engine.url, poolclass=sa.pool.SingletonThreadPool)
        sa.event.listen(self.engine, "connect", _make_durable_and_concurrent)
        self.sessionmaker.configure(bind=self.engine)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        if fetch_events_from_all_sessions:
            return await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        with self.session_scope() as session:
            stored = [_event(row) for row in latest_events(session, sender_id)]
        unsaved = self._unsaved.get(sender_id, [])
        if not stored and not unsaved:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, stored, self.domain.slots)
        tracker.handed_out = len(tracker.events)
        for event in unsaved:
            tracker.update(event)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """The turn in which a person was erased is not kept: what was before it has just left the
        database (actions/forget.py). What cannot be written now, the database being locked or
        away, is kept and written with the next turn. (Rasa would put it into a store that is never
        read again.)"""
        handed_out = getattr(tracker, "handed_out", None) or 0
        if _is_erased(islice(tracker.events, handed_out, None)):
            self._unsaved.pop(tracker.sender_id, None)
            return
        try:
            await super().save(tracker)
        except sa.exc.SQLAlchemyError as fault:
            logger.error("kept unsaved sender=%s fault=%s", tracker.sender_id, type(fault).__name__)
            self._unsaved[tracker.sender_id] = list(islice(tracker.events, handed_out, None))
        else:
            self._unsaved.pop(tracker.sender_id, None)

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events that are not stored yet. A tracker that this store did not hand out is
        compared with the database, as in the stock store."""
        handed_out = getattr(tracker, "handed_out", None)
        if handed_out is None:
            new = list(super()._additional_events(session, tracker))
        else:
            new = list(islice(tracker.events, handed_out, None))
        tracker.handed_out = len(tracker.events)
        return iter(new)


def _event(row: Any) -> Event:
    return _event_class(row.type_name)._from_parameters(json.loads(row.data))


@cache
def _event_class(type_name: str) -> type[Event]:
    """Rasa's own look-up walks all classes for every event, which is half the cost of reading."""
    found: type[Event] = Event.resolve_by_type(type_name)
    return found


def _is_erased(events: Iterable[Event]) -> bool:
    return any(isinstance(e, SlotSet) and e.key == ERASED and e.value for e in events)


def _make_durable_and_concurrent(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")

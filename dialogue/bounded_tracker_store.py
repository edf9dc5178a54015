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
from rasa.shared.core.events import ActiveLoop, Event, Restarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

LATEST_TURNS = 5
_event_table = SQLTrackerStore.SQLEvent
EVENTS_BY_KIND = sa.Index(
    "events_by_kind", _event_table.sender_id, _event_table.type_name, _event_table.id
)
BUSY_TIMEOUT_MS = 5000
ERASED = "erased"  # the slot that says so


class BoundedTrackerStore(SQLTrackerStore):
    """An SQLTrackerStore; its `url` in endpoints.yml is any SQLAlchemy address."""

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
            stored = [_event(row) for row in self._latest(session, sender_id)]
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

    def _latest(self, session: Any, sender_id: str) -> list[Any]:
        afresh = self._last_restart(session, sender_id)
        start = self._first_kept(session, sender_id, afresh)
        if start is None:
            return []
        latest = self._events(session, sender_id).filter(self.SQLEvent.id >= start)
        return [*self._snapshot(session, sender_id, afresh, start), *latest]

    def _events(self, session: Any, sender_id: str) -> Any:
        event = self.SQLEvent
        return session.query(event).filter(event.sender_id == sender_id).order_by(event.id)

    def _last_restart(self, session: Any, sender_id: str) -> int:
        """The id of the event after which the conversation began afresh; 0 where it never did."""
        event = self.SQLEvent
        restarts = session.query(sa.func.max(event.id)).filter(
            event.sender_id == sender_id, event.type_name == Restarted.type_name
        )
        return restarts.scalar() or 0

    def _first_kept(self, session: Any, sender_id: str, afresh: int) -> int | None:
        """The id of the event that opens the latest turns: the wait for their first message."""
        event = self.SQLEvent
        own = session.query(event.id).filter(event.sender_id == sender_id, event.id >= afresh)
        messages = own.filter(event.type_name == "user").order_by(event.id.desc())
        message = messages.offset(LATEST_TURNS - 1).limit(1).scalar()
        if message is None:
            first: int | None = own.order_by(event.id).limit(1).scalar()
            return first
        waits = own.filter(
            event.type_name == "action", event.action_name == "action_listen", event.id < message
        )
        wait: int | None = waits.order_by(event.id.desc()).limit(1).scalar()
        return wait or int(message)

    def _snapshot(self, session: Any, sender_id: str, afresh: int, start: int) -> list[Any]:
        """The last word on each slot and on the open form from the latest restart to `start`."""
        event = self.SQLEvent
        latest = (
            session.query(sa.func.max(event.id))
            .filter(event.sender_id == sender_id, event.id > afresh, event.id < start)
            .filter(event.type_name.in_([SlotSet.type_name, ActiveLoop.type_name]))
            .group_by(
                event.type_name,
                # The name of an `active_loop` event is the form's, of a `slot` event the slot's;
                # forms succeed one another, slots stand side by side.
                sa.case((event.type_name == SlotSet.type_name, event.action_name), else_=""),
            )
        )
        return list(session.query(event).filter(event.id.in_(latest)).order_by(event.id).all())

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

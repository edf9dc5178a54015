"""Rasa's SQL tracker store, handing out only the latest turns of a conversation, so that the
hundredth answer is as fast as the first. Nothing is dropped from the database. Named in
endpoints.yml.

Rasa replays every event it is given several times a turn; stock, a turn costs 17 ms at first and
457 ms after 200 turns. What older events still decide, slots and the open form, is handed out as a
snapshot before the latest turns.

The database is asked off the event loop (records/gate.py). While it is away, conversations go on
from memory (records/lately.py), and their turns wait on the disk (records/unsaved.py).
"""

import asyncio
import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from clinic.settings import read_settings
from dialogue.latest_events import latest_events, latest_of
from dialogue.stored_events import row_of, without_start, write, write_once
from records.database import be_patient
from records.gate import gate_of
from records.lately import joined, lately_at
from records.spool import UNSAVED
from records.unsaved import Row, Rows, unsaved_in

logger = logging.getLogger(__name__)

_event_table = SQLTrackerStore.SQLEvent
EVENTS_BY_KIND = sa.Index(
    "events_by_kind", _event_table.sender_id, _event_table.type_name, _event_table.id
)
ERASED = "erased"  # the slot that says so


class BoundedTrackerStore(SQLTrackerStore):
    """An SQLTrackerStore; its `url` in endpoints.yml is any SQLAlchemy address. Turns that wait are
    kept in the folder `unsaved`."""

    def __init__(
        self,
        domain: Any = None,
        host: str = "",
        event_broker: Any = None,
        unsaved: Path | None = None,
        **kwargs: Any,
    ) -> None:
        # Not the stock store's own start: it waits for the database, and serves nobody until then.
        super(SQLTrackerStore, self).__init__(domain, event_broker, **kwargs)
        url = self.get_db_url(host=host, **_address_in(kwargs))
        self._gate = gate_of(str(url))
        self.engine = self._gate.engine
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self._lately = lately_at(str(url))
        self._unsaved = unsaved_in(unsaved or read_settings().data_dir / UNSAVED)
        for person in self._unsaved.people():
            self._lately.keep(person, latest_of(self._unsaved.rows(person)))
        self._gate.prepare(self._make_tables)
        self._gate.when_it_can(self._write_unsaved)
        self._gate.wake()

    async def keys(self) -> Iterable[str]:
        query = sa.select(_event_table.sender_id).distinct()
        return await self._gate.read(self._all, query)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        if fetch_events_from_all_sessions:
            rows = await self._gate.read(self._everything, sender_id)
        else:
            rows = await self._latest(sender_id)
        if not rows:
            return None
        events = map(_event, rows)
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        tracker.handed_out, tracker.rows = len(tracker.events), rows
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """The turn in which a person was erased is not kept: what was before it has just left the
        database (actions/forget.py)."""
        await self.stream_events(tracker)
        person, handed_out = tracker.sender_id, getattr(tracker, "handed_out", None)
        new = list(islice(tracker.events, handed_out or 0, None))
        if _is_erased(new):
            self._lately.forget(person)
            await asyncio.to_thread(self._unsaved.forget, person)
            return
        rows = [row_of(event) for event in new]
        await self._keep(person, rows, is_handed_out=handed_out is not None)
        tracker.handed_out = len(tracker.events)
        tracker.rows = latest_of([*getattr(tracker, "rows", ()), *rows])
        self._lately.keep(person, tracker.rows)

    async def _latest(self, person: str) -> Rows:
        if not self._lately.knows_better(person):
            with suppress(sa.exc.SQLAlchemyError):
                return await self._gate.read(self._stored, person)
        return self._lately.rows(person) or ()

    async def _keep(self, person: str, rows: Rows, *, is_handed_out: bool) -> None:
        """In the database, or on the disk: behind what waits of this person, if anything does."""
        if not self._unsaved.has(person):
            write_new = write if is_handed_out else self._write_unknown
            try:
                return await self._gate.write(write_new, self.engine, person, rows)
            except sa.exc.SQLAlchemyError as fault:
                logger.warning("not saved yet sender=%s fault=%s", person, type(fault).__name__)
        try:
            await asyncio.to_thread(self._unsaved.put, person, rows)
        except OSError as fault:
            self._lately.know_better(person)
            logger.error("not saved sender=%s fault=%s", person, type(fault).__name__)
        return self._gate.wake()

    def _stored(self, person: str) -> Rows:
        unsaved = self._unsaved.rows(person)  # first, or what is written now would be in neither
        with self.engine.connect() as connection:
            stored = latest_events(connection, person)
        return latest_of(joined(stored, without_start(unsaved))) if unsaved else stored

    def _everything(self, person: str) -> Rows:
        unsaved = self._unsaved.rows(person)
        columns = (_event_table.__table__.c[name] for name in Row._fields)
        query = sa.select(*columns).where(_event_table.sender_id == person)
        with self.engine.connect() as connection:
            stored = [Row(*row) for row in connection.execute(query.order_by(_event_table.id))]
        return joined(stored, without_start(unsaved))

    def _all(self, query: Any) -> list[str]:
        with self.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _write_unknown(self, engine: Any, person: str, rows: Rows) -> None:
        """Of a tracker that this store did not hand out: compared with the database, as in the
        stock store."""
        with self.session_scope() as session:
            known = self._event_query(session, person, fetch_events_from_all_sessions=False)
            count = known.count()
        write(engine, person, rows[count:])

    def _write_unsaved(self) -> bool:
        def once(person: str, rows: Rows) -> None:
            write_once(self.engine, person, rows)

        return self._unsaved.write_first(once)

    def _make_tables(self) -> None:
        with self.engine.begin() as connection:
            be_patient(connection)
            self.Base.metadata.create_all(connection)
            EVENTS_BY_KIND.create(connection, checkfirst=True)


def _address_in(options: dict[str, Any]) -> dict[str, Any]:
    """For who names the parts of the address in place of the whole."""
    names = ("dialect", "port", "db", "username", "password", "query")
    return {name: options[name] for name in names if name in options}


def _event(row: Row) -> Event:
    return _event_class(row.type_name)._from_parameters(json.loads(row.data))


@cache
def _event_class(type_name: str) -> type[Event]:
    """Rasa's own look-up walks all classes for every event, which is half the cost of reading."""
    found: type[Event] = Event.resolve_by_type(type_name)
    return found


def _is_erased(events: Iterable[Event]) -> bool:
    return any(isinstance(e, SlotSet) and e.key == ERASED and e.value for e in events)

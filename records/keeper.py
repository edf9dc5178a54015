"""Everything that is done with records, in one place: hand in, deliver what waits, forget a person,
erase what has expired. Called by the actions, by `tools.keep_records` and by `tools.records`."""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from clinic.record import ConsentMissing, Record
from clinic.settings import Settings
from records.calls import CallStore
from records.database import be_patient, forget_for_good, open_database
from records.erasure import Erased, Receipt, erase_in_database, receipt_for
from records.gate import AWAY
from records.migrations import upgrade
from records.outbox import Outbox
from records.recordings import erase_recordings
from records.retention import Limits, erase_expired
from records.spool import UNSAVED, Spool
from records.store import RecordStore

logger = logging.getLogger(__name__)

PAUSE_S = 2  # after a fault the database is not asked again at once


class RecordKeeper:
    """Its methods block; call them from a thread where something else has to go on. `unsaved` are
    turns of conversations that wait to be written (records/unsaved.py)."""

    def __init__(self, engine: Any, outbox: Outbox, *unsaved: Spool) -> None:
        self._engine = engine
        self._outbox = outbox
        self._unsaved = unsaved
        self._is_upgraded = False
        self._away_until = 0.0

    @classmethod
    def from_settings(cls, settings: Settings) -> "RecordKeeper":
        folder = settings.data_dir
        outbox, unsaved = Outbox(folder / "outbox"), Spool(folder / UNSAVED)
        return cls(open_database(settings.database_url), outbox, unsaved)

    def store(self) -> RecordStore:
        """On tables of the present shape. Raises SQLAlchemyError when the database is away."""
        if not self._is_upgraded:
            upgrade(self._engine)
            self._is_upgraded = True
        return RecordStore(self._engine)

    def calls(self) -> CallStore:
        """The same for calls."""
        self.store()
        return CallStore(self._engine)

    def hand_in(self, record: Record) -> bool:
        """True: the database has it. False: it is kept here and will be written later. Raises
        ConsentMissing, or OSError where not even the disk takes it."""
        if not record.may_be_kept:
            raise ConsentMissing
        path = self._outbox.put(record)
        self.deliver()
        return not path.exists()

    def deliver(self) -> int:
        """Writes what waits, the oldest first; how many the database took. Of many that are handed
        in while it hangs, one waits for it."""
        delivered = 0
        with self._outbox.locked():
            if time.monotonic() < self._away_until:
                return 0
            for path, record in self._outbox.waiting():
                try:
                    self.store().save(record)
                except sa.exc.SQLAlchemyError as fault:
                    logger.error("kept record=%s fault=%s", record.id, type(fault).__name__)
                    if isinstance(fault, AWAY):
                        self._away_until = time.monotonic() + PAUSE_S
                        break
                else:
                    path.unlink(missing_ok=True)
                    delivered += 1
        return delivered

    def forget(self, conversation: str) -> Receipt:
        """Raises SQLAlchemyError when the database is away; then nothing is erased, and the
        person must be told so."""
        with self._erasing([conversation]) as (connection, erased):
            receipt = receipt_for(connection, erased)
        self.forget_for_good()
        return receipt

    def forget_everywhere(self, person: str, names: Iterable[str] = ()) -> Receipt | None:
        """For staff: `person` is a conversation, or the phone number or e-mail address of one, and
        `names` those that hide the number (channels/numbers.py). Nobody may be let erase by phone
        number who has not proved that it is theirs. None where nothing is kept of them."""
        self.deliver()
        known = [person, *names]
        calls = self.calls().conversations_of(known)
        of_records = self.store().conversations_of(person)
        with self._erasing([*known, *calls, *of_records]) as (connection, erased):
            receipt = receipt_for(connection, erased) if erased else None
        self.forget_for_good()
        return receipt

    def forget_for_good(self) -> bool:
        """Whether no file of the database holds what was erased any more."""
        return forget_for_good(self._engine)

    def erase_recordings(self, settings: Settings) -> int:
        """Of those who were erased, from the provider; how many still wait. Raises SQLAlchemyError
        when the database is away."""
        self.store()
        return erase_recordings(self._engine, settings)

    def erase_expired(self, limits: Limits, now: datetime) -> Erased:
        """Raises SQLAlchemyError when the database is away."""
        self.deliver()
        self.store()
        with self._all_locked():
            self._outbox.erase_older_than(limits.oldest_record(now))
            for unsaved in self._unsaved:
                unsaved.erase_older_than(limits.oldest_conversation(now))
        with self._engine.begin() as connection:
            be_patient(connection)
            erased = erase_expired(connection, limits, now)
        self.forget_for_good()
        return erased

    @contextmanager
    def _erasing(self, conversations: list[str]) -> Iterator[tuple[Any, Erased]]:
        """A transaction in which all of it is erased, with what it was."""
        self.store()
        with self._all_locked(), self._engine.begin() as connection:
            spools = (self._outbox, *self._unsaved)
            waiting = sum(spool.erase_person(conversations) for spool in spools)
            erased = erase_in_database(connection, conversations)
            yield connection, replace(erased, waiting=waiting)

    @contextmanager
    def _all_locked(self) -> Iterator[None]:
        """Nothing that waits is written meanwhile."""
        with ExitStack() as locks:
            for spool in (self._outbox, *self._unsaved):
                locks.enter_context(spool.locked())
            yield

"""The one way from the server's event loop to the database: in threads of a small number, for a
short time, and not at all while it is known to be away. Used by the tracker store and the channels.

After one call that failed or took too long, the next are told "away" at once, until the database
has answered somebody who waits for it in the background. So whoever asks first loses a moment, and
nobody else does; the next message may be an alarm.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from records.breaker import Breaker
from records.database import SQLITE, open_database
from records.erasure import has_conversations
from records.postgres_patience import PATIENCE_S
from records.tables import events

WAIT_S = 0.7  # two of these, a reading and a writing, leave an alarm time to be answered in
READERS = 4
PAUSE_S = 0.5

logger = logging.getLogger(__name__)

Value = TypeVar("Value")
# The database is not there, as opposed to: it does not want this.
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)


class DatabaseAway(sa.exc.SQLAlchemyError):
    """It was not asked, or did not answer in time; what was to be written may be written yet."""


@cache
def gate_of(url: str) -> "Gate":
    """One for each process, or each part of it would find out for itself."""
    return Gate(open_database(url, synchronous="NORMAL", connections=READERS + 1))


class Gate:
    """What is written is written one after the other, what is read beside it. `engine` is for what
    happens here at every message."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self._readers = ThreadPoolExecutor(READERS, "database-reader")
        self._writer = ThreadPoolExecutor(1, "database-writer")
        # SQLite lets people read while somebody else writes.
        self._writing = Breaker("writing")
        reads_alone = engine.dialect.name == SQLITE
        self._reading = Breaker("reading") if reads_alone else self._writing
        self._preparations: list[Callable[[], None]] = []
        self._chores: list[Callable[[], bool]] = []
        self._watch, self._is_wanted = threading.Lock(), False

    async def read(
        self, does: Callable[..., Value], *given: Any, patience_s: float = WAIT_S
    ) -> Value:
        """Raises DatabaseAway, and whatever `does` raises."""
        return await self._asked(self._reading, self._readers, patience_s, does, *given)

    async def write(
        self, does: Callable[..., Value], *given: Any, patience_s: float = WAIT_S
    ) -> Value:
        if self._reading.is_open:
            raise DatabaseAway
        return await self._asked(self._writing, self._writer, patience_s, does, *given)

    def prepare(self, does: Callable[[], None]) -> None:
        """Now, or before anything else once the database is there. Waits, but not for long: nobody
        is served before the start."""
        self._preparations.append(does)
        if not self._is_prepared():
            self._open(self._reading, DatabaseAway())

    def when_it_can(self, chore: Callable[[], bool]) -> None:
        """`chore` writes something that waits, and says if there is more of it. It is called once
        the database can be written to, and after each `wake`."""
        self._chores.append(chore)

    def wake(self) -> None:
        """Something waits to be written."""
        self._is_wanted = True
        if self._watch.acquire(blocking=False):
            threading.Thread(target=self._watched, name="database-watch", daemon=True).start()

    async def _asked(
        self,
        breaker: Breaker,
        threads: Executor,
        patience_s: float,
        does: Callable[..., Value],
        *given: Any,
    ) -> Value:
        if breaker.is_open:
            raise DatabaseAway
        try:
            future = asyncio.wrap_future(threads.submit(does, *given))
            return await asyncio.wait_for(future, patience_s)
        except asyncio.TimeoutError as late:
            self._open(breaker, late)
            raise DatabaseAway from late
        except AWAY as fault:
            self._open(breaker, fault)
            raise

    def _open(self, breaker: Breaker, fault: BaseException) -> None:
        breaker.open(fault)
        self.wake()

    def _watched(self) -> None:
        """Until all is as it should be."""
        try:
            while self._is_wanted:
                self._is_wanted = False
                while not self._is_well():
                    time.sleep(PAUSE_S)
        except RuntimeError:  # the process is ending, and its threads take nothing more
            return
        finally:
            self._watch.release()
        if self._is_wanted:  # since the last look
            self.wake()

    def _is_well(self) -> bool:
        if not (self._is_prepared() and self._succeeds(self._readers, self._try_reading)):
            return False
        if self._reading is not self._writing:
            self._reading.close()
        if not self._succeeds(self._writer, self._try_writing):
            return False
        for breaker in (self._reading, self._writing):
            breaker.close()
        return all(self._is_done(chore) for chore in self._chores)

    def _is_prepared(self) -> bool:
        while self._preparations:
            if not self._succeeds(self._writer, self._preparations[0]):
                return False
            self._preparations.pop(0)
        return True

    def _is_done(self, chore: Callable[[], bool]) -> bool:
        """In small pieces: what people say now is written in between."""
        outcome = {"is_more": True}

        def piece() -> None:
            outcome["is_more"] = chore()

        while outcome["is_more"]:
            if not self._succeeds(self._writer, piece):
                return False
        return True

    def _succeeds(self, threads: Executor, does: Callable[[], None]) -> bool:
        future: Future[None] = threads.submit(does)
        try:
            future.result(timeout=2 * PATIENCE_S)
        except Exception as fault:
            future.cancel()
            logger.info("database still away fault=%s", type(fault).__name__)
            return False
        return True

    def _try_reading(self) -> None:
        with self.engine.connect() as connection:
            if has_conversations(connection):
                connection.execute(sa.select(events).limit(1))

    def _try_writing(self) -> None:
        """Changes nothing, but asks for what a change needs."""
        with self.engine.begin() as connection:
            if has_conversations(connection):
                connection.execute(sa.delete(events).where(sa.false()))

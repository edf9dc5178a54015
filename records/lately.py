"""The latest turns of people that this server has seen, for as long as the database is away: a form
that is open stays open then, and an alarm stands. Used by the tracker store and the history of the
website."""

import threading
from collections import OrderedDict
from functools import cache

from records.unsaved import Row, Rows

MOST_BYTES = 100_000_000


@cache
def lately_at(_url: str) -> "Lately":
    """One for each process and database."""
    return Lately()


class Lately:
    """Bounded: whoever was not seen for longest is forgotten first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._rows: OrderedDict[str, Rows] = OrderedDict()
        self._only_here: set[str] = set()
        self._bytes = 0

    def rows(self, person: str) -> Rows | None:
        return self._rows.get(person)

    def keep(self, person: str, rows: Rows) -> None:
        with self._lock:
            self._pop(person)
            self._rows[person] = rows
            self._bytes += _size(rows)
            while self._bytes > self._most_bytes and len(self._rows) > 1:
                self._let_go(next(iter(self._rows)))

    def know_better(self, person: str) -> None:
        """What was said last could be written nowhere else."""
        self._only_here.add(person)

    def knows_better(self, person: str) -> bool:
        return person in self._only_here and person in self._rows

    def forget(self, person: str) -> None:
        with self._lock:
            self._let_go(person)

    def _let_go(self, person: str) -> None:
        self._pop(person)
        self._only_here.discard(person)

    def _pop(self, person: str) -> None:
        self._bytes -= _size(self._rows.pop(person, ()))


def _size(rows: Rows) -> int:
    return sum(len(row.data) for row in rows)


def joined(stored: Rows, unsaved: Rows) -> list[Row]:
    """A conversation, part of which waits to be written, or was this very moment."""
    known = {row.data for row in stored}
    return [*stored, *(row for row in unsaved if row.data not in known)]

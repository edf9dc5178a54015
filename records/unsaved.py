"""Turns of conversations that wait to be written: each is a file here first and leaves only when
the database has it, so that none is lost to a fault or a crash, and none is written twice. Called
by the tracker store (dialogue/bounded_tracker_store.py), the history of the website and the keeper.

It is bounded: a turn that comes when MOST_TURNS or MOST_BYTES wait is answered, and remembered
while the server runs (records/lately.py), but never gets to the database. What waits already stays.
"""

import hashlib
import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from records.gate import AWAY
from records.spool import Spool

MOST_TURNS = 10_000
MOST_BYTES = 200_000_000

logger = logging.getLogger(__name__)


class Full(OSError):  # noqa: N818 - it reads as what happened
    """No more is taken."""


class Row(NamedTuple):
    """An event as it stands in Rasa's table."""

    type_name: str
    timestamp: float | None
    intent_name: str | None
    action_name: str | None
    data: str


Rows = Sequence[Row]


@cache
def unsaved_in(folder: Path) -> "Unsaved":
    """One for each process: it knows by heart what waits."""
    return Unsaved(folder)


class Unsaved(Spool):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._lock = threading.Lock()
        # The oldest first; from before a restart.
        self._sizes = {path: path.stat().st_size for path in self.paths()}
        self._counts = Counter(map(_owner, self._sizes))
        self._latest = max(map(_number, self._sizes), default=0)

    def has(self, person: str) -> bool:
        return self._counts[_hidden(person)] > 0

    def put(self, person: str, rows: Rows) -> None:
        """On the disk before this returns. Raises OSError, Full among them."""
        owner = _hidden(person)
        with self._lock:
            if len(self._sizes) >= MOST_TURNS or sum(self._sizes.values()) >= MOST_BYTES:
                raise Full
            # A clock may be set back; what was said first is written first all the same.
            self._latest = max(self._latest + 1, time.time_ns())
            path = self.write(f"{self._latest:020d}-{owner}", {"person": person, "rows": rows})
            self._sizes[path] = path.stat().st_size
            self._counts[owner] += 1

    def rows(self, person: str) -> list[Row]:
        """Of this person, the oldest first."""
        if not self.has(person):
            return []
        turns = filter(None, map(_readable, self._paths_of(person)))
        return [row for _, rows in turns for row in rows]

    def people(self) -> set[str]:
        return {turn[0] for turn in map(_readable, self._sizes) if turn}

    def write_first(self, write: Callable[[str, Rows], None]) -> bool:
        """Hands the oldest to `write` and lets it go; whether there was one. Raises what `write`
        raises where the database is away; what it does not want is put aside."""
        path = next(iter(self._sizes), None)
        if path is None:
            return False
        with self.locked():
            if path.exists():  # else the person was erased
                self._write(path, write)
        self._drop([path])
        return True

    def forget(self, person: str) -> None:
        """The person was erased."""
        if not self.has(person):
            return
        with self.locked():
            self.erase_person([person])
        self._drop(self._paths_of(person))

    def _write(self, path: Path, write: Callable[[str, Rows], None]) -> None:
        try:
            write(*_read(path))
        except AWAY:
            raise
        except Exception as fault:
            logger.error("refused turn=%s fault=%s", path.name, type(fault).__name__)
            self.refuse(path)
        path.unlink(missing_ok=True)

    def _paths_of(self, person: str) -> list[Path]:
        owner = _hidden(person)
        with self._lock:
            return [path for path in self._sizes if _owner(path) == owner]

    def _drop(self, paths: Iterable[Path]) -> None:
        with self._lock:
            for path in paths:
                if self._sizes.pop(path, None) is not None:
                    self._counts[_owner(path)] -= 1
            self._counts += Counter()  # lets go of zeros


def _readable(path: Path) -> tuple[str, list[Row]] | None:
    """None of one that is gone: written in the meantime, or erased."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return _read(path)
    return None


def _read(path: Path) -> tuple[str, list[Row]]:
    document = json.loads(path.read_text(encoding="ascii"))
    return document["person"], [Row(*row) for row in document["rows"]]


def _hidden(person: str) -> str:
    """Names of files are read by more people than files."""
    return hashlib.sha256(person.encode()).hexdigest()[:16]


def _owner(path: Path) -> str:
    return path.stem.partition("-")[2]


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])

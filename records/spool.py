"""A folder in which something waits to be written to the database: a file each, on the disk before
anybody is told that it is kept. Called by records/outbox.py and records/unsaved.py."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from tempfile import mkstemp
from typing import Any

UNSAVED = "unsaved"  # the folder of records/unsaved.py
_LOCK = ".lock"
FINISHED, UNFINISHED = ".json", ".unfinished"  # a crash may leave the second kind
REFUSED = ".refused"  # by the database; for staff to look at
_KINDS = (FINISHED, UNFINISHED, REFUSED)


class Spool:
    """The names of its files sort by the order in which they are to be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, document: Any) -> Path:
        """The file, on the disk before this returns."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{name}{FINISHED}"
        handle, unfinished = mkstemp(UNFINISHED, dir=self._folder)  # readable by its owner only
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
        _sync(self._folder)
        return path

    def paths(self) -> list[Path]:
        """Of what waits, the first first."""
        return self._files(FINISHED)

    def refuse(self, path: Path) -> None:
        """It is in the way no more, and not gone."""
        path.replace(path.with_suffix(REFUSED))

    def erase_person(self, conversations: Iterable[str]) -> int:
        """How many files. One that cannot be read goes too where it names a conversation."""
        named = [json.dumps(conversation) for conversation in conversations]

        def concerned(path: Path) -> bool:
            text = path.read_text(encoding="ascii", errors="replace")
            return any(name in text for name in named)

        return _erase(filter(concerned, self._files(*_KINDS)))

    def erase_older_than(self, time: datetime) -> int:
        return _erase(path for path in self._files(*_KINDS) if _changed_at(path) < time)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time writes to the database or erases: what is erased must not be
        written after."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _files(self, *endings: str) -> list[Path]:
        return sorted(path for path in self._folder.glob("*") if path.suffix in endings)


def _erase(paths: Iterator[Path]) -> int:
    found = list(paths)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)


def _sync(folder: Path) -> None:
    """The folder's own entry, without which the file may be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

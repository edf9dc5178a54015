"""Records that wait to be written: each is a file here first and leaves only when the database has
it, so that none is lost to a fault or a crash. Called by the keeper (records/keeper.py)."""

import fcntl
import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from tempfile import mkstemp

from clinic.record import Record
from records.document import as_document, from_document

logger = logging.getLogger(__name__)

_LOCK = ".lock"
_FINISHED, _UNFINISHED = ".json", ".unfinished"  # a crash may leave the second kind
_KINDS = (_FINISHED, _UNFINISHED)


class Outbox:
    """A folder; its files are named so that they sort by the time of their records."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, record: Record) -> Path:
        """The file, on the disk before this returns."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{record.finished_at:%Y%m%dT%H%M%S.%f}-{record.id}.json"
        handle, unfinished = mkstemp(_UNFINISHED, dir=self._folder)  # readable by its owner only
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(as_document(record), file)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
        _sync(self._folder)
        return path

    def waiting(self) -> Iterator[tuple[Path, Record]]:
        """The oldest first. A file that cannot be read is named in the log and stays."""
        for path in self._files(_FINISHED):
            try:
                yield path, from_document(json.loads(path.read_text(encoding="ascii")))
            except (ValueError, KeyError, TypeError) as fault:
                logger.error("unreadable record=%s fault=%s", path.name, type(fault).__name__)

    def erase_person(self, conversations: list[str]) -> int:
        """A file that cannot be read goes too where it names one of the conversations."""
        named = [json.dumps(conversation) for conversation in conversations]

        def concerned(path: Path) -> bool:
            text = path.read_text(encoding="ascii", errors="replace")
            return any(name in text for name in named)

        return _erase(filter(concerned, self._files(*_KINDS)))

    def erase_older_than(self, time: datetime) -> int:
        return _erase(path for path in self._files(*_KINDS) if _changed_at(path) < time)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time delivers or erases: what is erased must not be delivered after."""
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

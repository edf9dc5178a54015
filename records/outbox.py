"""Records that wait to be written: each is a file here first and leaves only when the database has
it, so that none is lost to a fault or a crash. Called by the keeper (records/keeper.py)."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

from clinic.record import Record
from records.document import as_document, from_document
from records.spool import Spool

logger = logging.getLogger(__name__)


class Outbox(Spool):
    """Its files are named so that they sort by the time of their records."""

    def put(self, record: Record) -> Path:
        """The file, on the disk before this returns."""
        name = f"{record.finished_at:%Y%m%dT%H%M%S.%f}-{record.id}"
        return self.write(name, as_document(record))

    def waiting(self) -> Iterator[tuple[Path, Record]]:
        """The oldest first. A file that cannot be read is named in the log and stays."""
        for path in self.paths():
            try:
                yield path, from_document(json.loads(path.read_text(encoding="ascii")))
            except (ValueError, KeyError, TypeError) as fault:
                logger.error("unreadable record=%s fault=%s", path.name, type(fault).__name__)

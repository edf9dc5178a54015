"""Keeps what people say out of the log: of a record that is not our own, only where it comes from
and which fault it tells of. Rasa, Sanic and others put texts, addresses and whole conversations in
theirs. Used by tools/serve.py and tools/serve_actions.py."""

import logging
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from typing import Any

OURS = ("actions", "channels", "clinic", "dialogue", "nlu", "records", "tools", "__main__")


def keep_words_out() -> None:
    """From now on, for every logger and handler of this process."""
    whole = logging.getLogRecordFactory()

    def private(*given: Any, **named: Any) -> logging.LogRecord:
        record = whole(*given, **named)
        return record if record.name.partition(".")[0] in OURS else _without_words(record)

    logging.setLogRecordFactory(private)


def _without_words(record: logging.LogRecord) -> logging.LogRecord:
    fault = record.exc_info[1] if record.exc_info else None
    faults = "".join(f" fault={name}" for name in _faults(fault))
    record.msg = f"{record.levelname} {record.name} {record.filename}:{record.lineno}{faults}"
    record.args = record.exc_info = record.exc_text = record.stack_info = None
    return record


def _faults(fault: BaseException | None) -> Iterator[str]:
    """With what led to it, the latest first."""
    seen: set[int] = set()
    while fault and id(fault) not in seen:
        seen.add(id(fault))
        places = extract_tb(fault.__traceback__)[-1:]
        where = "".join(f"@{Path(place.filename).name}:{place.lineno}" for place in places)
        yield f"{type(fault).__name__}{where}"
        fault = fault.__cause__ or fault.__context__

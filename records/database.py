"""Opens the database that Rasa uses too, for records. Called at the start of whatever keeps, shows
or erases them."""

from contextlib import suppress
from typing import Any

import sqlalchemy as sa

PATIENCE_S = 5


def open_database(url: str) -> Any:
    """An SQLAlchemy engine; nothing is connected yet."""
    address = sa.engine.make_url(url)
    on_file = address.get_backend_name() == "sqlite"
    patience = {"timeout" if on_file else "connect_timeout": PATIENCE_S}
    engine = sa.create_engine(address, future=True, pool_pre_ping=True, connect_args=patience)
    if on_file:
        sa.event.listen(engine, "connect", _make_durable_and_erasing)
    return engine


def forget_for_good(engine: Any) -> None:
    """What was deleted leaves SQLite's journal too; other databases see to that themselves. While
    somebody reads, it stays until SQLite next clears the journal by itself."""
    if engine.dialect.name == "sqlite":
        with suppress(sa.exc.OperationalError), engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _make_durable_and_erasing(connection: Any, _record: Any) -> None:
    """FULL: an answer "it is saved" survives a power cut. secure_delete overwrites with zeros."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")

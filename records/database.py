"""Opens the database that Rasa uses too. Called at the start of whatever keeps, shows or erases
something in it. Nobody waits longer for it than PATIENCE_S, be it locked, frozen or gone."""

from contextlib import suppress
from typing import Any

import sqlalchemy as sa

from records.postgres_patience import PATIENCE_S, PatientConnection, wait_with_patience

# For what looks at every row, or changes the shape of a table; nobody waits for an answer then.
LONG_PATIENCE_S = 60
WIPE_PATIENCE_MS = 200
SQLITE, POSTGRESQL = "sqlite", "postgresql"


def open_database(url: str, *, synchronous: str = "FULL", connections: int = 0) -> Any:
    """An SQLAlchemy engine; nothing is connected yet. `connections` are kept open, for whoever asks
    often. FULL: an answer "it is saved" survives a power cut."""
    address = sa.engine.make_url(url)
    kind = address.get_backend_name()
    options: dict[str, Any] = {"connect_args": _patience(kind), "pool_pre_ping": not connections}
    if connections:
        pool = {"poolclass": sa.pool.QueuePool, "pool_size": connections, "max_overflow": 0}
        options |= {**pool, "pool_timeout": PATIENCE_S}
    engine = sa.create_engine(address, future=True, **options)
    if kind == SQLITE:
        sa.event.listen(engine, "connect", _durable_and_erasing(synchronous))
    elif kind == POSTGRESQL:
        wait_with_patience()
        sa.event.listen(engine, "connect", _give_up_in_time)
        sa.event.listen(engine, "checkout", _as_impatient_as_ever)
    return engine


def be_patient(connection: Any) -> None:
    """In this transaction."""
    if connection.dialect.name == POSTGRESQL:
        limit = LONG_PATIENCE_S * 1000
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {limit}")
        # From now on: a server that hangs already is found out as soon as ever.
        connection.connection.dbapi_connection.patience_s = LONG_PATIENCE_S


def forget_for_good(engine: Any) -> bool:
    """Whether what was deleted has left SQLite's files too; other databases see to that themselves.
    While somebody reads, such as a backup, it cannot; it is tried again every minute
    (tools/keep_records.py)."""
    if engine.dialect.name != SQLITE:
        return True
    with suppress(sa.exc.OperationalError), engine.connect() as connection:
        # Who waits for readers keeps writers waiting.
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {WIPE_PATIENCE_MS}")
        is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(PATIENCE_S * 1000)}")
        return not is_busy
    return False


def _patience(kind: str) -> dict[str, Any]:
    if kind == SQLITE:
        return {"timeout": PATIENCE_S, "check_same_thread": False}
    if kind == POSTGRESQL:
        # A machine that is gone is noticed by the kernel, a server that hangs by us.
        return {
            "connection_factory": PatientConnection,
            "connect_timeout": PATIENCE_S,
            "tcp_user_timeout": PATIENCE_S * 1000,
            "keepalives_idle": 10,
            "keepalives_interval": 1,
            "keepalives_count": 3,
        }
    return {"connect_timeout": PATIENCE_S}


def _durable_and_erasing(synchronous: str) -> Any:
    """secure_delete overwrites with zeros."""

    def prepare(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return prepare


def _give_up_in_time(connection: Any, _record: Any) -> None:
    """The server itself, or it would go on with what nobody waits for any more."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {PATIENCE_S * 1000}")
    connection.commit()


def _as_impatient_as_ever(connection: Any, _record: Any, _proxy: Any) -> None:
    """After somebody else asked it to be patient."""
    connection.patience_s = PATIENCE_S

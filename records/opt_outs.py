"""Who wants no more text messages. Kept by number, apart from everything else: "forget me" and
retention leave it, for a person who said STOP must not be texted again because we forgot that.
Called by the channels, through channels/outbound.py."""

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from records.tables import opt_outs, texts_out

WHATSAPP = "whatsapp:"


class OptOuts:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def add(self, address: str) -> None:
        """With it goes all that waits for this person. A STOP on one of SMS and WhatsApp is meant
        for both."""
        with self._engine.begin() as connection:
            for each in _both(address):
                if not _is_in(connection, each):
                    now = datetime.now(timezone.utc)
                    connection.execute(sa.insert(opt_outs).values(address=each, at=now))
                connection.execute(sa.delete(texts_out).where(texts_out.c.address == each))

    def remove(self, address: str) -> None:
        """A START counts for where it was said."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(opt_outs).where(opt_outs.c.address == address))

    def has(self, address: str) -> bool:
        with self._engine.connect() as connection:
            return _is_in(connection, address)


def _both(address: str) -> tuple[str, str]:
    number = address.removeprefix(WHATSAPP)
    return number, f"{WHATSAPP}{number}"


def _is_in(connection: Any, address: str) -> bool:
    query = sa.select(opt_outs.c.address).where(opt_outs.c.address == address)
    return connection.execute(query).first() is not None

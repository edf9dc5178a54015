"""Where each conversation by text message stands between two messages. Called by the channel
sms and by records/texts_received.py."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from records.tables import texters


@dataclass(frozen=True)
class Standing:
    """The `pages` that "MORE" gets and the `question` behind them; what the numbers of the choices
    stand for."""

    pages: tuple[str, ...] = ()
    question: str = ""
    choices: tuple[str, ...] = ()


class Texters:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def standing(self, conversation: str) -> Standing | None:
        """None for somebody who has never been answered."""
        columns = (texters.c.pages, texters.c.question, texters.c.choices)
        query = sa.select(*columns).where(texters.c.conversation == conversation)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return Standing(tuple(row.pages), row.question, tuple(row.choices)) if row else None


def keep_standing(connection: Any, conversation: str, standing: Standing, now: datetime) -> None:
    """In the caller's transaction."""
    values = {**asdict(standing), "changed_at": now}
    own = texters.c.conversation == conversation
    if not connection.execute(sa.update(texters).where(own).values(values)).rowcount:
        connection.execute(sa.insert(texters).values(conversation=conversation, **values))

"""Text messages that came, each written down before it is answered, so that none is lost with the
server and none is answered twice. Called by channels/sms_delivery.py."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from records.tables import opt_outs, texts_in
from records.text_queue import Address, put_texts
from records.texters import Standing, keep_standing


@dataclass(frozen=True)
class Text:
    """One message: `address` is the person's, `sender` ours."""

    sid: str
    conversation: str
    address: str
    sender: str
    text: str
    has_attachment: bool = False

    @property
    def back(self) -> Address:
        return Address(self.address, self.sender, self.conversation)


@dataclass(frozen=True)
class Received:
    """`reply` is what it was answered with, None where it is still to be answered."""

    is_new: bool
    reply: list[str] | None = None


@dataclass(frozen=True)
class Reply:
    """The messages `now` go with the webhook's response, those for `later` through the queue. The
    last word, that no more will come, is said to somebody who wants no more. One that is not kept
    leaves nothing that leads to the person. `standing` is where the conversation stands then."""

    now: Sequence[str] = ()
    later: Sequence[str] = ()
    is_last_word: bool = False
    is_kept: bool = True
    standing: Standing | None = None


_FIELDS = [texts_in.c[name] for name in Text.__dataclass_fields__]


class TextsReceived:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def begin(self, text: Text, now: datetime) -> Received:
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(texts_in).values(**asdict(text), received_at=now))
        except sa.exc.IntegrityError:
            query = sa.select(texts_in.c.reply).where(texts_in.c.sid == text.sid)
            with self._engine.connect() as connection:
                return Received(is_new=False, reply=connection.execute(query).scalar())
        return Received(is_new=True)

    def finish(self, text: Text, reply: Reply, now: datetime) -> list[str]:
        """What the webhook may say: nothing to somebody who has said STOP in the meantime. Number
        and words go. Where the person was forgotten, the row is made anew."""
        with self._engine.begin() as connection:
            put_texts(connection, text.back, reply.later, now)
            if reply.standing:
                keep_standing(connection, text.conversation, reply.standing, now)
            is_out = sa.select(opt_outs.c.address).where(opt_outs.c.address == text.address)
            silent = not reply.is_last_word and connection.execute(is_out).first() is not None
            said = [] if silent else list(reply.now)
            kept = said if reply.is_kept else []
            answered = {"address": None, "sender": None, "text": None, "reply": kept}
            row = sa.update(texts_in).where(texts_in.c.sid == text.sid).values(answered)
            if not connection.execute(row).rowcount:
                new = {**asdict(text), "received_at": now, **answered}
                connection.execute(sa.insert(texts_in).values(new))
        return said

    def unanswered(self, since: datetime) -> list[Text]:
        """From before a restart, the oldest first."""
        query = (
            sa.select(*_FIELDS)
            .where(texts_in.c.address.is_not(None), texts_in.c.received_at >= since)
            .order_by(texts_in.c.received_at)
        )
        with self._engine.connect() as connection:
            return [Text(*row) for row in connection.execute(query)]

"""What is kept of calls: in which the questions were begun, and who wants to be called back. Called
by the channel voice through the keeper, by erasure, retention and `tools.records`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from records.call_tables import call_backs, calls, recordings_to_erase
from records.tables import EVENTS, events


@dataclass(frozen=True)
class CallBack:
    """`phone` is None where the caller's number was hidden; the message then has to tell it."""

    conversation: str
    phone: str | None
    at: datetime
    recording: str | None = None


class CallStore:
    """Its methods block, and raise SQLAlchemyError when the database is away."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def begin(self, conversation: str, caller: str, at: datetime) -> None:
        """Once more is no fault."""
        row = {"conversation": conversation, "caller": caller, "at": at}
        with self._engine.begin() as connection:
            connection.execute(sa.delete(calls).where(calls.c.conversation == conversation))
            connection.execute(sa.insert(calls).values(row))

    def begun_by(self, caller: str) -> list[str]:
        """Conversations, the latest first."""
        query = sa.select(calls.c.conversation).where(calls.c.caller == caller)
        with self._engine.connect() as connection:
            return list(connection.execute(query.order_by(calls.c.at.desc())).scalars())

    def close(self, conversations: Sequence[str]) -> None:
        """No later call goes on with these."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(calls).where(calls.c.conversation.in_(conversations)))

    def taken_over(self, conversation: str) -> None:
        """Another call has its answers now; here nothing of it stays."""
        self.close([conversation])
        with self._engine.begin() as connection:
            if sa.inspect(connection).has_table(EVENTS):
                of_call = events.c.sender_id == conversation
                connection.execute(sa.delete(events).where(of_call))

    def ask_call_back(self, wanted: CallBack) -> None:
        """The latest word of a call on it counts."""
        row = {
            "conversation": wanted.conversation,
            "phone": wanted.phone,
            "at": wanted.at,
            "recording": wanted.recording,
        }
        of_call = call_backs.c.conversation == wanted.conversation
        with self._engine.begin() as connection:
            connection.execute(sa.delete(call_backs).where(of_call))
            connection.execute(sa.insert(call_backs).values(row))

    def drop_call_back(self, conversation: str) -> None:
        of_call = call_backs.c.conversation == conversation
        with self._engine.begin() as connection:
            connection.execute(sa.delete(call_backs).where(of_call))

    def call_backs(self) -> list[CallBack]:
        """The latest first."""
        query = sa.select(call_backs).order_by(call_backs.c.at.desc())
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [CallBack(row.conversation, row.phone, row.at, row.recording) for row in rows]

    def conversations_of(self, persons: Iterable[str]) -> list[str]:
        """By the number to call back, or by the name that hides the number of a caller."""
        names = list(persons)
        by_phone = sa.select(call_backs.c.conversation).where(call_backs.c.phone.in_(names))
        by_caller = sa.select(calls.c.conversation).where(calls.c.caller.in_(names))
        with self._engine.connect() as connection:
            return list(connection.execute(sa.union(by_phone, by_caller)).scalars())


def erase_calls(connection: Any, conversations: Sequence[str]) -> int:
    """How many calls and call-backs, in the caller's transaction; the recordings leave the provider
    later (records/recordings.py)."""
    erased = _erase_call_backs(connection, call_backs.c.conversation.in_(conversations))
    of_person = calls.c.conversation.in_(conversations)
    return erased + int(connection.execute(sa.delete(calls).where(of_person)).rowcount)


def erase_calls_older_than(connection: Any, begun: datetime, call_back: datetime) -> None:
    """Whoever asked to be called back has agreed to be kept; who only began has not."""
    _erase_call_backs(connection, call_backs.c.at < call_back)
    connection.execute(sa.delete(calls).where(calls.c.at < begun))


def _erase_call_backs(connection: Any, condition: Any) -> int:
    has_recording = call_backs.c.recording.is_not(None)
    recorded = sa.select(call_backs.c.recording).where(condition, has_recording)
    for recording in connection.execute(recorded).scalars().all():
        connection.execute(sa.insert(recordings_to_erase).values(recording=recording))
    return int(connection.execute(sa.delete(call_backs).where(condition)).rowcount)

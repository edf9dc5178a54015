"""Answers to text messages that were given while the database was away: what it is to know of them
once it is back, and until then where those conversations stand. Used by the channel sms."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from records.gate import AWAY, Gate
from records.texters import Standing
from records.texts_received import Reply, Text

MOST = 5000

logger = logging.getLogger(__name__)

Finish = Callable[[Text, Reply, datetime], list[str]]


class Unfinished:
    """In memory: after a restart a conversation stands where the database knows it. What was said
    in it waits on the disk (records/unsaved.py). Of more than MOST the oldest are let go."""

    def __init__(self, gate: Gate, finish: Finish) -> None:
        self._gate = gate
        self._finish = finish
        self._lock = threading.Lock()
        self._waiting: dict[str, tuple[Text, Reply, datetime]] = {}
        gate.when_it_can(self._write_first)

    def put(self, text: Text, reply: Reply, now: datetime) -> None:
        with self._lock:
            self._waiting[text.sid] = (text, reply, now)
            while len(self._waiting) > MOST:
                del self._waiting[next(iter(self._waiting))]
        self._gate.wake()

    def has(self, conversation: str) -> bool:
        return bool(self._of(conversation))

    def reply_to(self, sid: str) -> list[str] | None:
        """None where there is none."""
        waiting = self._waiting.get(sid)
        return list(waiting[1].now) if waiting else None

    def standing(self, conversation: str) -> Standing | None:
        standings = [reply.standing for _, reply in self._of(conversation) if reply.standing]
        return standings[-1] if standings else None

    def forget(self, conversation: str) -> None:
        """The person was erased."""
        with self._lock:
            for text, _ in self._of(conversation):
                self._waiting.pop(text.sid, None)

    def _of(self, conversation: str) -> list[tuple[Text, Reply]]:
        waiting = list(self._waiting.values())
        return [(text, reply) for text, reply, _ in waiting if text.conversation == conversation]

    def _write_first(self) -> bool:
        """Whether there was one."""
        with self._lock:
            first = next(iter(self._waiting.values()), None)
        if first is None:
            return False
        try:
            self._finish(*first)
        except AWAY:
            raise
        except sa.exc.SQLAlchemyError as fault:
            logger.error("unfinished message=%s fault=%s", first[0].sid, type(fault).__name__)
        with self._lock:
            self._waiting.pop(first[0].sid, None)
        return True

"""Asks the database for a channel, which goes on without an answer. Used by the channel sms."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa

from records.gate import Gate

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


class Stored:
    """What the database says, or `otherwise` when it is away: the next message may be an alarm."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def read(self, otherwise: Value, does: Callable[..., Value], *given: Any) -> Value:
        try:
            return await self._gate.read(does, *given)
        except sa.exc.SQLAlchemyError as fault:
            return _instead(otherwise, fault)

    async def written(self, otherwise: Value, does: Callable[..., Value], *given: Any) -> Value:
        try:
            return await self._gate.write(does, *given)
        except sa.exc.SQLAlchemyError as fault:
            return _instead(otherwise, fault)


def _instead(otherwise: Value, fault: Exception) -> Value:
    logger.error("not stored fault=%s", type(fault).__name__)
    return otherwise

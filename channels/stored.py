"""Asks the database from the server's event loop, with patience that ends. Used by the channel
sms."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa

# The database may be away, and the next message an alarm.
PATIENCE_S = 2

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


async def stored(otherwise: Value, does: Callable[..., Value], *given: Any) -> Value:
    """What the database says, or `otherwise` when it is away."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(does, *given), PATIENCE_S)
    except (sa.exc.SQLAlchemyError, asyncio.TimeoutError) as fault:
        logger.error("not stored fault=%s", type(fault).__name__)
        return otherwise

"""Ends what is under way when the server stops. Used by channels/outbound.py and the channel
sms."""

import asyncio
from collections.abc import Iterable
from typing import Any

PATIENCE_S = 5


async def ended(tasks: "Iterable[asyncio.Task[Any]]") -> None:
    """Cancels them and waits for a while, for one may be where it cannot be cancelled."""
    unfinished = [task for task in tasks if not task.done()]
    for task in unfinished:
        task.cancel()
    if unfinished:
        await asyncio.wait(unfinished, timeout=PATIENCE_S)

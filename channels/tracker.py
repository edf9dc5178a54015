"""What Rasa's tracker holds of a conversation, also where it cannot be read. Used by every
channel."""

import logging
from typing import Any

ALARM, NO_ALARM = "alarm", "none"

logger = logging.getLogger(__name__)


async def tracker_of(agent: Any, sender_id: str) -> Any:
    """An empty one where there is none yet, or the database is away; the fault is logged."""
    try:
        stored = await agent.tracker_store.retrieve(sender_id)
    except Exception as fault:
        logger.error("no tracker sender=%s fault=%s", sender_id, type(fault).__name__)
        stored = None
    return stored or agent.tracker_store.init_tracker(sender_id)


def alarm_of(tracker: Any) -> str:
    """The alarm that the person has not answered yet."""
    return str(tracker.get_slot(ALARM) or NO_ALARM)

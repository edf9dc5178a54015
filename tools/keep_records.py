"""Looks after records while the assistant runs: every minute it delivers what waits, erases from
the provider what was erased here, and wipes what a running backup kept from being wiped; once a day
it erases what has expired. Run by supervisord."""

import logging
import time
from datetime import datetime, timedelta, timezone

from sqlalchemy.exc import SQLAlchemyError

from clinic.settings import Settings, read_settings
from records.keeper import RecordKeeper
from records.retention import Limits
from tools.supervised import obey_supervisor

logger = logging.getLogger(__name__)

PAUSE_S = 60
DAY = timedelta(days=1)


def main() -> None:
    obey_supervisor()
    logging.basicConfig(level=logging.WARNING)
    settings = read_settings()
    keeper, limits = RecordKeeper.from_settings(settings), Limits.from_settings(settings)
    erase_at = datetime.now(timezone.utc)
    while True:
        keeper.deliver()
        erase_recordings(keeper, settings)
        keeper.forget_for_good()
        now = datetime.now(timezone.utc)
        if now >= erase_at and has_erased(keeper, limits, now):
            erase_at = now + DAY
        time.sleep(PAUSE_S)


def erase_recordings(keeper: RecordKeeper, settings: Settings) -> None:
    """What fails is tried again after a pause."""
    try:
        keeper.erase_recordings(settings)
    except SQLAlchemyError as fault:
        logger.error("recordings not erased fault=%s", type(fault).__name__)


def has_erased(keeper: RecordKeeper, limits: Limits, now: datetime) -> bool:
    """False where the database is away; it is tried again after a pause."""
    try:
        keeper.erase_expired(limits, now)
    except SQLAlchemyError as fault:
        logger.error("expired not erased fault=%s", type(fault).__name__)
        return False
    return True


if __name__ == "__main__":
    main()

"""Erases messages that callers left from the provider, which keeps the sound: those of people who
were erased here. Called by `tools.keep_records` and `tools.records erase`, until it is done."""

import logging
from typing import Any

import requests
import sqlalchemy as sa

from clinic.settings import Settings
from records.call_tables import recordings_to_erase

logger = logging.getLogger(__name__)

PROVIDER = "https://api.twilio.com"
PATIENCE_S = 10
GONE = (requests.codes.no_content, requests.codes.not_found)


def erase_recordings(engine: Any, settings: Settings) -> int:
    """How many still wait."""
    with engine.connect() as connection:
        waiting = list(connection.execute(sa.select(recordings_to_erase.c.recording)).scalars())
    for recording in waiting[:]:
        if _erased(recording, settings):
            done = recordings_to_erase.c.recording == recording
            with engine.begin() as connection:
                connection.execute(sa.delete(recordings_to_erase).where(done))
            waiting.remove(recording)
    return len(waiting)


def _erased(recording: str, settings: Settings) -> bool:
    account = settings.twilio_account_sid
    base = settings.twilio_api or PROVIDER
    url = f"{base}/2010-04-01/Accounts/{account}/Recordings/{recording}.json"
    login = (account or "", settings.twilio_auth_token or "")
    try:
        answer = requests.delete(url, auth=login, timeout=PATIENCE_S)
    except requests.RequestException as fault:
        logger.error("recording not erased fault=%s", type(fault).__name__)
        return False
    if answer.status_code not in GONE:
        logger.error("recording not erased status=%d", answer.status_code)
    return answer.status_code in GONE

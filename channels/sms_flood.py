"""What is done with one number that sends far more texts than people type. Used by the channel
sms."""

import time
from collections import OrderedDict
from enum import Enum

from channels.incoming import Refused
from channels.rates import COUNTS_KEPT, Rates
from clinic.settings import Settings


class Flood(Enum):
    """`ENOUGH` is said once, then texts are let go until the minute is over."""

    NONE = "none"
    ENOUGH = "enough"
    LET_GO = "let go"


class Floods:
    def __init__(self, settings: Settings) -> None:
        self._rates = Rates(settings)
        self._told: OrderedDict[str, float] = OrderedDict()

    def count(self, conversation: str) -> Flood:
        try:
            self._rates.count_session("texts", conversation)
        except Refused as refused:
            return self._tell(conversation, refused.retry_after or 1)
        return Flood.NONE

    def _tell(self, conversation: str, seconds: float) -> Flood:
        now = time.monotonic()
        if self._told.get(conversation, 0) > now:
            return Flood.LET_GO
        self._told[conversation] = now + seconds
        while len(self._told) > COUNTS_KEPT:
            self._told.popitem(last=False)
        return Flood.ENOUGH

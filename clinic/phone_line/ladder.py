"""What is done when nothing useful was heard, again and again: the same once more, the keys, a
person, goodbye. Called by the channel voice."""

from enum import Enum


class Rung(Enum):
    AGAIN = "again"
    BY_KEYS = "by_keys"
    OFFER_PERSON = "offer_person"
    GOODBYE = "goodbye"


_RUNGS = tuple(Rung)
# To be recorded wants a yes; who says nothing is not asked for long.
_SHORT = (Rung.AGAIN, Rung.GOODBYE)
# Whoever is in danger hears what to do once more, and nothing else; 0 is among its keys.
_IN_ALARM = (Rung.AGAIN, Rung.BY_KEYS, Rung.BY_KEYS, Rung.GOODBYE)


def rung(missed: int, *, short: bool = False, in_alarm: bool = False) -> Rung:
    """`missed`: how often in a row before this."""
    rungs = _IN_ALARM if in_alarm else _SHORT if short else _RUNGS
    return rungs[min(missed, len(rungs) - 1)]

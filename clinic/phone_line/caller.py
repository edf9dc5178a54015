"""Which number a call comes from, as the provider writes it. Called by the channel voice."""

import re

_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
# What the provider puts where a caller hides the number: the words ANONYMOUS, RESTRICTED and so on
# on a telephone's keys (https://www.twilio.com/docs/glossary/what-is-caller-id).
_HIDDEN = ("+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253")


def number_of(caller: str) -> str | None:
    """None where it is hidden, or no telephone number."""
    return caller if _NUMBER.fullmatch(caller) and caller not in _HIDDEN else None

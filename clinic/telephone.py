"""The telephone numbers in a phrase ("Samaritans on 116 123"), and how a phone dials them. Called
where a page shows numbers to tap (channels/)."""

import re

# Two digits or more; not the hours of "from 8 am to 10 pm".
_NUMBER = re.compile(r"\+?\(?\d[\d ()./-]*\d(?! ?[ap]m\b)")
_NOT_DIALLED = re.compile(r"[^+\d]")


def numbers_in(phrase: str) -> list[str]:
    return _NUMBER.findall(phrase)


def address(number: str) -> str:
    """As a link (RFC 3966)."""
    return f"tel:{_NOT_DIALLED.sub('', number)}"

"""E-mail addresses, typed or spoken ("jane dot doe at gmail dot com"), read for
`nlu/email_addresses.py`. What looks like one and is none has the value `invalid`."""

import re

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

INVALID = "invalid"
_LISTS = word_lists("email")
_TYPED = re.compile(r"(?<!\S)[<(\"']?(?P<address>[^\s<>(),;\"']*@[^\s<>(),;\"']*)")
_SHAPE = re.compile(
    r"[\w+-]+(?:[.'][\w+-]+)*@(?P<domain>(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,24})",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 254  # characters (RFC 5321)
_JOIN = rf"\s+{any_of(_LISTS['joins'])}\s+"
# Bounded, and tried at the start of a word only: long words would cost the square of their length.
_SPOKEN = re.compile(
    rf"(?<![\w'\u2019-])(?P<lead>[\w'\u2019-]{{0,40}})(?P<pause>(?:[^\w.]|\.(?=\s)){{0,3}})\b"
    rf"(?P<local>\w{{1,64}}(?:\.\w{{1,64}}){{0,4}}(?:{_JOIN}\w{{1,64}}){{0,4}})\s+{any_of(_LISTS['at'])}\s+"
    rf"(?P<domain>\w{{1,64}}(?:(?:\s+{any_of(_LISTS['dot'])}\s+|\.)\w{{1,64}}){{1,3}})",
    re.IGNORECASE,
)
_DOT = re.compile(rf"\s+{any_of(_LISTS['dot'])}\s+", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\s\w'\u2019-]")


def find_emails(text: str) -> list[Finding]:
    """An invalid one is uncertain: it answers only when the address is asked."""
    typed = [_found(m["address"].rstrip(".!?:"), m.start("address")) for m in _TYPED.finditer(text)]
    return typed or [_spoken(m) for m in _SPOKEN.finditer(text)]


def address(written: str) -> str:
    """The address with its domain in lower case, or `invalid`."""
    m = _SHAPE.fullmatch(written) if len(written) <= _LONGEST else None
    return written[: m.start("domain")] + m["domain"].lower() if m else INVALID


def _found(written: str, start: int) -> Finding:
    value = address(written)
    end = start + len(written)
    return Finding("email", value, start, end, "email_address", uncertain=value == INVALID)


def _spoken(m: re.Match[str]) -> Finding:
    value = INVALID
    if _is_whole(m):
        value = address(f"{_joined(m['local'])}@{_DOT.sub('.', m['domain'])}")
    start, end = m.start("local"), m.end()
    return Finding("email", value, start, end, "spoken_email", uncertain=value == INVALID)


def _is_whole(m: re.Match[str]) -> bool:
    lead = m["lead"].lower().replace("\u2019", "'")
    return not lead or lead in _LISTS["lead_ins"] or bool(_PUNCTUATION.search(m["pause"]))


def _joined(local: str) -> str:
    words = local.lower().split()
    return "".join(_LISTS["joins"].get(word, word) for word in words)

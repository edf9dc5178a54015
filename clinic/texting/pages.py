"""Cuts a text into pages that a phone can take, at sentence ends where there are any. Called by the
channel sms and by whatever else sends texts."""

import re
from collections.abc import Callable, Iterator, Sequence

from clinic.texting.gsm7 import segments

MOST_SEGMENTS = 2
MOST_ON_WHATSAPP = 1600
WHATSAPP = "whatsapp:"

# A heading stays with what it heads.
_SENTENCE = re.compile(r".+?(?:[.!?][\"')\]]*\s+|(?<!:)\n+|$)", re.DOTALL)
_CLAUSE = re.compile(r".+?(?:[,;:]\s+|\n+|$)", re.DOTALL)
_WORD = re.compile(r"\s*\S+\s*")
_CHARACTER = re.compile(r".", re.DOTALL)
_LARGEST_FIRST = (_SENTENCE, _CLAUSE, _WORD, _CHARACTER)

Fits = Callable[[str], bool]


def fits_for(address: str) -> Fits:
    """What one message to this address can hold."""
    return _fits_whatsapp if address.startswith(WHATSAPP) else fits_text_message


def fits_text_message(text: str) -> bool:
    return segments(text) <= MOST_SEGMENTS


def _fits_whatsapp(text: str) -> bool:
    return len(text) <= MOST_ON_WHATSAPP


def pages(text: str, fits: Fits) -> list[str]:
    """Nothing is lost but the white space at the cuts."""
    cut: list[str] = []
    page = ""
    for piece in _pieces(text.strip(), fits, _LARGEST_FIRST):
        if page and not fits(f"{page}{piece}".rstrip()):
            cut.append(page.strip())
            page = ""
        page += piece
    return [done for done in (*cut, page.strip()) if done]


def _pieces(text: str, fits: Fits, parts: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Sentences; clauses of one that is too long, words of a clause that is, and so on."""
    for part in parts[0].findall(text):
        if fits(part.strip()) or len(parts) == 1:
            yield part
        else:
            yield from _pieces(part, fits, parts[1:])

"""Cuts a text into pages that a phone can take, at sentence ends where there are any. Called by the
channel sms and by whatever else sends texts."""

import re
from collections.abc import Callable, Iterator

from clinic.texting.gsm7 import segments

MOST_SEGMENTS = 2
MOST_ON_WHATSAPP = 1600
WHATSAPP = "whatsapp:"

_SENTENCE = re.compile(r".+?(?:[.!?:;][\"')\]]*\s+|\n+|$)", re.DOTALL)
_WORD = re.compile(r"\S*\s*")

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
    for piece in _pieces(text.strip(), fits):
        if page and not fits(f"{page}{piece}".rstrip()):
            cut.append(page.strip())
            page = ""
        page += piece
    return [done for done in (*cut, page.strip()) if done]


def _pieces(text: str, fits: Fits) -> Iterator[str]:
    """Sentences; words of one that is too long, characters of a word that is."""
    for sentence in _SENTENCE.findall(text):
        if fits(sentence.rstrip()):
            yield sentence
            continue
        for word in _WORD.findall(sentence):
            yield from [word] if fits(word.rstrip()) else word

"""The alphabet of text messages, GSM-7 (3GPP TS 23.038): what is written with it, and how many
segments a text takes. One character from outside it turns the whole text into segments of 70, which
cost more. Called by the channel sms, by whatever else sends texts, and by the content check."""

import unicodedata

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "\f^{}\\[~]|€"  # sent as two
ALPHABET = frozenset(BASIC + EXTENDED)

# One alone holds more than one of several, which carry the header that joins them.
ALONE, JOINED = 160, 153
ALONE_UCS2, JOINED_UCS2 = 70, 67

_FOLDED = {
    **dict.fromkeys("`\u00b4\u02bc\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u25aa\u25e6\u25cf", "-"
    ),
    **dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    **dict.fromkeys("\u2028\u2029\v", "\n"),
    "…": "...",
    "\u2044": "/",
    "\u00d7": "x",
    "≤": "<=",
    "≥": ">=",
    "→": "->",
    "°": " degrees",
    "µ": "u",
    "μ": "u",
    "©": "(c)",
    "®": "(R)",
    "÷": "/",
    # Letters that no accent makes.
    **dict(zip("łŁđĐðÐħĦıĸŋŊŧŦ", "lLdDdDhHiknNtT", strict=True)),
    "œ": "oe",
    "Œ": "OE",
    "þ": "th",
    "Þ": "Th",
}
_HIGHEST_ALONE = 0xFFFF  # beyond it, UTF-16 takes two
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


def fold(text: str) -> str:
    """The same words with the signs of the alphabet. What cannot be written with it, such as
    letters of another script, stays as it is."""
    folded = "".join(_folded(character) for character in text.replace("\r\n", "\n"))
    plain = folded.translate(_JOINERS)
    return plain if is_gsm7(plain) else folded  # other scripts need their joiners


def is_gsm7(text: str) -> bool:
    return ALPHABET.issuperset(text)


def septets(text: str) -> int:
    return sum(_size(character) for character in text)


def segments(text: str) -> int:
    if is_gsm7(text):
        return _segments([_size(c) for c in text], ALONE, JOINED)
    return _segments([1 + (ord(c) > _HIGHEST_ALONE) for c in text], ALONE_UCS2, JOINED_UCS2)


def _segments(sizes: list[int], alone: int, joined: int) -> int:
    if sum(sizes) <= alone:
        return 1
    count, room = 1, joined
    for size in sizes:
        if size > room:  # a character is not cut in two
            count, room = count + 1, joined
        room -= size
    return count


def _size(character: str) -> int:
    return 2 if character in EXTENDED else 1


def _folded(character: str) -> str:
    if character in ALPHABET:
        return character
    if character in _FOLDED:
        return _FOLDED[character]
    plain = "".join(
        _FOLDED.get(c, c)
        for c in unicodedata.normalize("NFKD", character)
        if not unicodedata.combining(c)
    )
    return plain if plain and is_gsm7(plain) else character

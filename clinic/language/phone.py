"""Telephone numbers ("415-555-0199", "double five five oh one ...", "+44 20 7946 0958 ext 3"), read
for `nlu/phone_numbers.py`. The value is E.164, or `invalid` for what cannot be dialled."""

import re
from collections.abc import Iterator

import phonenumbers

from clinic.findings import Finding
from clinic.language.numbers import HEARD, SPELLED, number_value
from clinic.language.vocabulary import any_of, word_lists

INVALID = "invalid"
_FEWEST_DIGITS = 7
_FEWEST_AFTER_A_CUE = 3
_MORE_THAN_A_YEAR = 5  # digits in one run, which nothing else has
_UNMISTAKABLE = 10  # digits; a shorter number without a cue may be anything
_CUE_REACH = 40

_LISTS = word_lists("phone")
_REPEAT = any_of(_LISTS["repeats"])
# "2019 to 2021" has no 2 between.
_MISHEARD = rf"\b{HEARD}\b(?!\s+\d\d)"
_WORD = rf"\b(?:{SPELLED}|{any_of(_LISTS['zero'])}|hundred|thousand)\b"
# A run of figures is one piece: the ways to part it would double with every figure.
_ONE = rf"(?:\d+(?!\d)|(?:\b{_REPEAT}\s+)?{_WORD}|\b{_REPEAT}\s+\d(?!\d))"
_PLUS = rf"(?:\+|\b{any_of(_LISTS['plus'][1:])}\b)"
_SAID_BETWEEN = rf"[\s,]{{1,3}}(?:{any_of(_LISTS['between'])}\b[\s,]{{1,3}}){{1,2}}"
_GAP = rf"(?:[\s().,\u2010-\u2015-]{{0,4}}|{_SAID_BETWEEN})"
_EXTENSION = rf"(?:[\s,]*\b{any_of(_LISTS['extension'])}\.?\s*\d{{1,6}})?"
# Bounded: nobody's number has more pieces.
_NUMBER = re.compile(
    rf"(?<![\w/$\u00a3\u20ac.])(?P<digits>{_PLUS}?\s?\(?{_ONE}(?:{_GAP}(?:{_MISHEARD}{_GAP}){{0,3}}{_ONE}){{0,24}})"
    rf"{_EXTENSION}(?![\w/%])",
    re.IGNORECASE,
)
_PIECE = re.compile(
    rf"(?P<repeat>{_REPEAT}\s+)?(?:(?P<figures>\d+)|(?P<word>{_WORD})|\b(?P<heard>{HEARD})\b)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.](?:\d{4}|\d\d)|"
    r"(?:(?:19|20)\d\d[\s,.-]+)+(?:19|20)\d\d"
)
_CUE = re.compile(rf"(?<!\w){any_of(_LISTS['cues'])}(?!\w)[^.!?\n\d]*$", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_ROUND = {"hundred": "00", "thousand": "000"}


def find_phones(text: str, region: str) -> list[Finding]:
    """Numbers to call. One that cannot be dialled, or that may be something else, is uncertain: it
    answers only when the number is asked. `region` is for numbers without a country code."""
    return list(_phones(text, region))


def _phones(text: str, region: str) -> Iterator[Finding]:
    for m in _NUMBER.finditer(text):
        digits = digits_in(m["digits"])
        cued = _CUE.search(text[max(0, m.start() - _CUE_REACH) : m.start()]) is not None
        fewest = _FEWEST_AFTER_A_CUE if cued else _FEWEST_DIGITS
        if re.fullmatch(rf"\d{{{_MORE_THAN_A_YEAR},}}", m["digits"].strip()):
            fewest = _MORE_THAN_A_YEAR
        if len(digits) < fewest or _DATE.fullmatch(m["digits"]):
            continue
        value = dialled(m["digits"], region)
        unsettled = value == INVALID or not (cued or len(digits) >= _UNMISTAKABLE)
        if len(digits) >= _FEWEST_DIGITS or value != INVALID or _ends_the_message(text, m.end()):
            yield Finding("phone", value, m.start(), m.end(), "phone_number", uncertain=unsettled)


def _ends_the_message(text: str, end: int) -> bool:
    """ "My number is 12345", and not "call me at 3 30 in the afternoon"."""
    return not text[end:].strip(" .!?\n")


def dialled(written: str, region: str) -> str:
    """The number in E.164, or `invalid`."""
    digits = digits_in(written)
    abroad = re.match(_PLUS, written.strip(), re.IGNORECASE) or digits.startswith("00")
    plain = "+" + digits.removeprefix("00") if abroad else digits
    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException:
        return INVALID
    typed_whole = abroad and not _LETTER.search(written)
    if not (phonenumbers.is_valid_number(number) or (typed_whole and _is_of_length(number))):
        return INVALID
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_of_length(number: phonenumbers.PhoneNumber) -> bool:
    """As long as a mobile number of its country: our table of a country's numbers may be older
    than the number."""
    country = phonenumbers.region_code_for_country_code(number.country_code or 0)
    usual = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    return usual is not None and len(str(usual.national_number)) == len(str(number.national_number))


def digits_in(written: str) -> str:
    """ "double five oh one" is 5501."""
    return "".join(_digits(m) for m in _PIECE.finditer(written))


def _digits(piece: re.Match[str]) -> str:
    times = _LISTS["repeats"][piece["repeat"].strip().lower()] if piece["repeat"] else 1
    word = (piece["word"] or piece["heard"] or "").lower()
    if piece["figures"]:
        return str(piece["figures"]) * times
    if word in _ROUND:
        return _ROUND[word]
    return ("0" if word in _LISTS["zero"] else str(int(number_value(word)))) * times

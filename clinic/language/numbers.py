"""Numbers as people write and say them: "42", "2.5", "1 1/2", "forty-two", "a couple of", and
ranges such as "3-4"; the other grammars are built on `NUMBER` and `number_value`."""

import re

from clinic.findings import Finding
from clinic.language.vocabulary import any_of, word_lists

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_WORDS += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
_WORDS += ["eighteen", "nineteen"]
_TEN_WORDS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = {word: number for number, word in enumerate(_WORDS)}
_TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS, start=2)} | {"fourty": 40}
NUMBER_WORDS = _UNITS | _TENS
_VAGUE = {"a couple": 2.0, "couple": 2.0, "a few": 3.0, "few": 3.0}
_HEARD: dict[str, float] = {
    word: float(number) for word, number in word_lists("numbers")["heard"].items()
}
_PREPOSITIONS = ("to", "for")
_HALF = {"half a": 0.5, "half an": 0.5, "half": 0.5, "a": 1.0, "an": 1.0}

_NAMED = _VAGUE | _HALF | _HEARD
_UNIT_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_DIGIT_WORD = "|".join(_WORDS[1:10])
# "Twenty ate", and "sixty for" only where a number ends: not "forty to fifty", "forty for a year".
_ENDS = r"(?=\s*(?:$|[.,;!?)\n]|(?:years?|yrs?|y\.?o|and|out|male|female|now|of)\b))"
_AFTER_TENS = (
    rf"(?:{any_of(word for word in _HEARD if word not in _PREPOSITIONS)}\b"
    rf"|{any_of(_PREPOSITIONS)}{_ENDS})"
)
SPELLED = (
    rf"(?:(?:(?:a|one)\s+hundred(?:\s+and)?\s+(?:{_UNIT_WORD}|{'|'.join(_TENS)}))|(?:a|one)\s+hundred|"
    rf"(?:{'|'.join(_TENS)})(?:[\s-]?(?:{_DIGIT_WORD})|[\s-]{_AFTER_TENS})?|{_UNIT_WORD})"
)
_AND_A_HALF = r"(?:\s+and\s+a\s+half)?"
_SINGLE = (
    r"(?:\d{1,4}\s+1/2|\d{1,4}½|"
    rf"\d{{1,4}}(?:[.,]\d{{1,3}})?{_AND_A_HALF}|{SPELLED}{_AND_A_HALF})"
)
NUMBER = rf"(?:{_SINGLE}(?:\s*(?:-|\u2013|to|or)\s*{_SINGLE})?)"
_ALONE_VALUES = {**_HEARD, **word_lists("numbers")["heard_alone"]}
HEARD = any_of(_HEARD)
AMOUNT = rf"(?:{NUMBER}|(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few|half\s+an?|an?)"

_BARE = re.compile(
    rf"(?<![\w.,/'\u2019-])(?P<number>{NUMBER})(?:[\s-]?ish\b)?(?![\w/%-]|[.,'\u2019]\d)",
    re.IGNORECASE,
)
_ONE = re.compile(_SINGLE, re.IGNORECASE)
# "The left one" counts nothing.
_POINTED_AT = re.compile(
    r"\b(?:left|right|the|this|that|which|no|any|every|other|some|next|another|each|my|last|give|gives|given|"
    r"mention|mentions|have|need|get|got|getting|without|bad|good|worse)\s+$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:\W|\b{any_of(word_lists('numbers')['said_before'])}\b)*\b(?P<heard>{any_of(_ALONE_VALUES)})"
    rf"\b(?:\W|\b{any_of(word_lists('numbers')['said_after'])}\b)*",
    re.IGNORECASE,
)
_FIGURE_AND_LETTER = re.compile(r"\b[1-9][oOlI]\b(?!['\u2019.-]\w)")
_FIGURE_FOR = str.maketrans("oOlI", "0011")
_MEASURE_AFTER = re.compile(rf"\s*{any_of(word_lists('numbers')['measures'])}\b", re.IGNORECASE)
_MEASURE_BEFORE = re.compile(r"\b(?:foot|feet|ft)\s+$", re.IGNORECASE)
_RANGE = re.compile(rf"({_SINGLE})\s*(?:-|\u2013|to|or)\s*({_SINGLE})$", re.IGNORECASE)


def number_value(words: str) -> float:
    """The value of a match of `AMOUNT` or `HEARD`; the middle of a range ("3-4 months" is 3.5)."""
    words = " ".join(words.lower().removesuffix(" of").split())
    ends = _RANGE.match(words)
    if ends and not _ONE.fullmatch(words):
        first, second = _single(ends[1]), _single(ends[2])
        return (first + second) / 2 if first < second else second
    return _single(words)


def _single(words: str) -> float:
    if words in _NAMED:
        return _NAMED[words]
    whole = re.sub(r"\s*½|\s+1/2|\s+and a half", "", words)
    half = 0.5 if whole != words else 0.0
    if whole[0].isdigit():
        return float(whole.replace(",", ".")) + half
    parts = re.split(r"[\s-]+", re.sub(r"\b(?:a|one) hundred\b", "hundred", whole))
    return half + sum(_spelled(part) for part in parts if part != "and")


def _spelled(word: str) -> float:
    if word == "hundred":
        return 100.0
    if word in _HEARD:
        return _HEARD[word]
    for tens, value in _TENS.items():
        if word.startswith(tens):
            return value + _UNITS.get(word.removeprefix(tens), 0)
    return float(_UNITS[word])


def tidy(number: float) -> int | float:
    """Whole numbers as int, others rounded to one decimal."""
    rounded = round(number, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def find_numbers(text: str) -> list[Finding]:
    """Bare numbers; what they count is for the open question to say."""
    return [*_heard(text), *_with_letters(text)] + [
        Finding("number", tidy(number_value(m["number"])), m.start(), m.end(), "bare_number")
        for m in _BARE.finditer(text)
        if not _measures(text, m) and not _points(text, m)
    ]


def _heard(text: str) -> list[Finding]:
    """A message that is nothing but a number word misheard ("um, ate")."""
    if m := _ALONE.fullmatch(text):
        value = int(_ALONE_VALUES[" ".join(m["heard"].lower().split())])
        return [Finding("number", value, *m.span("heard"), "heard_number", uncertain=True)]
    return []


def _with_letters(text: str) -> list[Finding]:
    """A letter typed for the figure that looks like it ("5o", "6l")."""
    return [
        Finding("number", int(m[0].translate(_FIGURE_FOR)), m.start(), m.end(), "letter_for_figure")
        for m in _FIGURE_AND_LETTER.finditer(text)
    ]


def _points(text: str, m: re.Match[str]) -> bool:
    before = text[max(0, m.start() - 12) : m.start()]
    return m[0].lower() == "one" and _POINTED_AT.search(before) is not None


def _measures(text: str, m: re.Match[str]) -> bool:
    before = text[max(0, m.start() - 12) : m.start()]
    return bool(_MEASURE_AFTER.match(text, m.end()) or _MEASURE_BEFORE.search(before))

"""Buttons as numbered choices in a text message, and what a person picks by number. Called by the
channel sms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clinic.language.vocabulary import any_of, word_lists
from clinic.texting.pages import Fits

# Here a number is the answer itself, not the number of a choice.
WANT_A_NUMBER = frozenset(
    {"age", "stage", "lesion_size", "pain_duration", "pain_score", "phone", "contact_time"}
)
FEWEST_IN_PLACE = 3  # "Reply YES or NO" is clear without numbers
MOST = 9
_LONGEST = 60  # characters, of a pick

_LISTS = word_lists("choices")
_NUMBERS = {**_LISTS["numbers"], **_LISTS["numbers_by_text"]}
_BEFORE = rf"\W*(?:{any_of(_LISTS['before'])}\b\W*)*?"
_AFTER = rf"(?:\W+{any_of(_LISTS['after'])})*\W*"
_PICK = re.compile(
    rf"{_BEFORE}(?:(?P<last>{any_of(_LISTS['last'])})|"
    + "|".join(rf"(?P<n{number}>{any_of(words)})" for number, words in _NUMBERS.items())
    + rf"){_AFTER}",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\W*\d(?:(?:\W|\band\b)+\d)+\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """`payload` is what is understood when it is picked."""

    title: str
    payload: str


@dataclass(frozen=True)
class Numbered:
    text: str
    payloads: tuple[str, ...]


def numbered(text: str, choices: Sequence[Choice], fits: Fits) -> Numbered:
    """The text with numbers before the choices that it names, or with the choices behind it where
    it names none of them. Without a number nothing can be picked by one."""
    payloads = tuple(choice.payload for choice in choices)
    if not choices or len(choices) > MOST or f"1 {choices[0].title}" in text:
        return Numbered(text, ())
    places = _named_places(text, choices)
    if len(choices) >= FEWEST_IN_PLACE and places:
        in_place = _with_numbers(text, places)
        return Numbered(in_place, payloads) if fits(in_place) else Numbered(text, ())
    if any(_names(choice).search(text) for choice in choices):
        return Numbered(text, ())
    listed = "  ".join(f"{number} {choice.title}" for number, choice in enumerate(choices, 1))
    behind = f"{text}\n{listed}"
    return Numbered(behind, payloads) if fits(behind) else Numbered(text, ())


def picked(text: str, payloads: Sequence[str]) -> str | None:
    """What the person picked; None where the message is no pick of one of these."""
    if len(text) > _LONGEST:
        return None
    found = _PICK.fullmatch(text)
    if found and found.lastgroup:
        is_last = found.lastgroup == "last"
        number = len(payloads) if is_last else int(found.lastgroup[1:])
        return payloads[number - 1] if 1 <= number <= len(payloads) else None
    if _SEVERAL.fullmatch(text):
        numbers = [int(digit) for digit in re.findall(r"\d", text)]
        if all(1 <= number <= len(payloads) for number in numbers):
            return " and ".join(payloads[number - 1] for number in dict.fromkeys(numbers))
    return None


def _named_places(text: str, choices: Sequence[Choice]) -> list[int]:
    """Where each choice stands, if they stand in their order, as close together as they do."""
    runs = [run for start in _starts(text, choices[0]) if (run := _run(text, choices, start))]
    return min(runs, key=lambda run: run[-1] - run[0], default=[])


def _starts(text: str, choice: Choice) -> Iterator[int]:
    return (found.start() for found in _names(choice).finditer(text))


def _run(text: str, choices: Sequence[Choice], start: int) -> list[int]:
    places = []
    for choice in choices:
        found = _names(choice).search(text, start)
        if not found:
            return []
        places.append(found.start())
        start = found.end()
    return places


def _names(choice: Choice) -> re.Pattern[str]:
    """Its title or what it stands for; in capitals, as in "Reply NONE", the first word will do."""
    first = re.escape(choice.title.split()[0].strip(",.").upper())
    either = f"{re.escape(choice.title)}|{re.escape(choice.payload)}"
    return re.compile(rf"\"?(?<!\w)(?:(?i:{either})|{first})(?!\w)")


def _with_numbers(text: str, places: Sequence[int]) -> str:
    for number, place in reversed(list(enumerate(places, 1))):
        text = f"{text[:place]}{number} {text[place:]}"
    return text

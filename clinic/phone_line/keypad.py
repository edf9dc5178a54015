"""What the keys of a phone mean at each place of a call (data/vocabulary/keypad.yml): pressed keys
become the words that they stand for, or a request. Called by the channel voice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from clinic.content.file import DATA, read
from clinic.content.vocabulary import KeyMeaning, Keypad, KeysOfPlace

_FILE = DATA / "vocabulary/keypad.yml"
PERSON_KEY, AGAIN_KEY, SKIP_KEY = "0", "*", "#"
BLANK = "{}"  # in words that the next place completes


class Request(Enum):
    PERSON = "person"
    AGAIN = "again"
    SKIP = "skip"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Key:
    words: str
    then: str | None = None


@dataclass(frozen=True)
class KeyPlace:
    """`number`: so many digits at most are the answer itself; `several`: all keys that apply;
    `zero`: 0 is an answer here, and 0 twice a person; `always`: said with the question."""

    keys: Mapping[str, Key] = field(default_factory=dict)
    number: int = 0
    several: bool = False
    zero: bool = False
    always: bool = False

    @property
    def most_keys(self) -> int:
        """How many may be pressed at once; the hash that ends a number counts as well."""
        if self.number or self.several:
            return max(self.number, len(self.keys))
        return 1


@dataclass(frozen=True)
class Pressed:
    """Words to go on with, at the place `then` where they are not complete."""

    words: str
    then: str | None = None


def place(name: str) -> KeyPlace:
    """One with no keys of its own where there is no such name."""
    return _places().get(name, KeyPlace())


def is_place(name: str) -> bool:
    return name in _places()


def pressed(where: KeyPlace, digits: str) -> Pressed | Request:
    ended = digits.rstrip(SKIP_KEY)
    request = _request(where, ended, digits)
    if request:
        return request
    if where.number:
        is_number = ended.isdecimal() and len(ended) <= where.number
        return Pressed(ended) if is_number else Request.UNKNOWN
    return _chosen(where, ended)


def completed(before: str, words: str) -> str:
    """ "Ficat {}" and "2B" is "Ficat 2B"."""
    return before.replace(BLANK, words) if BLANK in before else words


def _request(where: KeyPlace, ended: str, digits: str) -> Request | None:
    if not ended:
        return Request.SKIP if digits else Request.UNKNOWN
    if AGAIN_KEY in ended:
        return Request.AGAIN
    person = PERSON_KEY * 2 if where.zero else PERSON_KEY
    return Request.PERSON if ended == person else None


def _chosen(where: KeyPlace, digits: str) -> Pressed | Request:
    chosen = [where.keys.get(digit) for digit in dict.fromkeys(digits)]
    known = [key for key in chosen if key]
    if len(known) < len(chosen) or (len(known) > 1 and not where.several):
        return Request.UNKNOWN
    then = next((key.then for key in known if key.then), None)
    return Pressed(", ".join(key.words for key in known), then)


@cache
def _places() -> dict[str, KeyPlace]:
    return {name: _place(written) for name, written in read(_FILE, Keypad).items()}


def _place(written: KeysOfPlace) -> KeyPlace:
    keys = {str(key): _key(meaning) for key, meaning in written.keys.items()}
    return KeyPlace(**{**written.dict(), "keys": keys})


def _key(meaning: str | KeyMeaning) -> Key:
    return Key(meaning) if isinstance(meaning, str) else Key(**meaning.dict())

"""A message as plain words: lower case, shorthand and typos resolved, with the way back to where
each word stood. Called by everything that looks for safety cues in what a person wrote or said."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from clinic.content.file import DATA, read
from clinic.content.safety import PlainWordLists

_WORDS = DATA / "vocabulary/plain_words.yml"
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['\u2019`\u00b4][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<pause>\.{2,}|\u2026|[,()\u2013\u2014:=*]|(?<!\w)-|-(?!\w))|(?P<stop>[.!;\n])|(?P<ask>\?)|(?P<percent>%)"
)
_SIGNS = {"pause": ",", "stop": ".", "ask": "?", "percent": "percent"}
_CLASS = re.compile(r"(?<!\?P)<(\w+)>")
_CAPTURE = re.compile(r"\((?!\?)")
_NEXT_WORD = re.compile(r" *([a-zA-Z]+)")
_APOSTROPHE = re.compile(r"['\u2019`\u00b4]")
_SHORTEST, _LONGEST = 5, 16  # shorter words are too easily other words; longer ones are not words


@dataclass(frozen=True)
class PlainWords:
    """`text` is the words with one space before, between and after; punctuation stands alone."""

    text: str
    starts: tuple[int, ...]  # where each token starts in `text`
    spans: tuple[tuple[int, int], ...]  # where it stood in the message

    def in_message(self, start: int, end: int) -> tuple[int, int]:
        """The span of the message that `text[start:end]` came from."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end) - 1
        return self.spans[first][0], self.spans[max(first, last)][1]

    def in_text(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that the message's `start` to `end` became."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0]) - 1
        if last < first:
            return len(self.text), len(self.text)
        following = last + 1
        end = self.starts[following] if following < len(self.starts) else len(self.text)
        return self.starts[first], end - 1


def plain_words(message: str) -> PlainWords:
    pieces, starts, spans, length = [""], [], [], 1
    for token in _TOKEN.finditer(message):
        plain = _reading(token)
        pieces.append(plain)
        starts.append(length)
        spans.append(token.span())
        length += len(plain) + 1
    return PlainWords(" ".join([*pieces, ""]), tuple(starts), tuple(spans))


def with_word_classes(pattern: str, classes: dict[str, str]) -> str:
    """The pattern with each `<name>` replaced by the words it stands for, and no captures."""
    while found := _CLASS.search(pattern):
        pattern = pattern.replace(found[0], f"({classes[found[1]]})")
    return _CAPTURE.sub("(?:", pattern)


def _reading(token: re.Match[str]) -> str:
    if token.lastgroup == "word":
        return _word(token[0].lower())
    if token.lastgroup == "number":
        return _number(token)
    return _SIGNS[token.lastgroup or ""]


def _number(token: re.Match[str]) -> str:
    """A digit, or the word that it stands for before another ("took 2 many")."""
    following = _NEXT_WORD.match(token.string, token.end())
    meanings = _table()["digits"].get(token[0], {})
    return str(meanings.get(following[1].lower(), token[0])) if following else token[0]


def _word(written: str) -> str:
    letters = _APOSTROPHE.sub("", written)
    if letters in _table()["means"]:
        return str(_table()["means"][letters])
    if letters != written and letters.endswith("s"):
        return f"{_word(letters[:-1])} is"  # "my husband's not breathing"
    return _spelling(letters)


def _spelling(word: str) -> str:
    known, fragments = _key_words()
    if not _SHORTEST <= len(word) <= _LONGEST or word in known:
        return word
    for fragment in (word, *_without_one_letter(word)):
        meant = fragments.get(fragment)
        if meant and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1:
            return meant
    return word


def _without_one_letter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


@cache
def _key_words() -> tuple[frozenset[str], dict[str, str]]:
    """Words never respelled; and each key word by itself and by what is left without one letter."""
    table = _table()
    fragments = {word: word for word in table["key_words"]}
    for word in table["key_words"]:
        for fragment in _without_one_letter(word):
            fragments.setdefault(fragment, word)
    return frozenset(table["key_words"]) | frozenset(table["not_typos"]), fragments


@cache
def _table() -> dict[str, Any]:
    return read(_WORDS, PlainWordLists).dict()

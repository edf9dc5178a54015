"""Typos as a hand makes them, one at a time, laid over real content files: a letter lost, doubled,
swapped with the next or hit beside. And what such a typo changes, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import yaml

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Typo:
    path: str
    before: str
    after: str
    at: int

    def __str__(self) -> str:
        line = self.before.count("\n", 0, self.at) + 1
        old, new = (text.splitlines()[line - 1 : line] for text in (self.before, self.after))
        return f"{self.path}:{line}: {old} became {new}"


def typos(path: str, text: str, hand: Random) -> Iterator[Typo]:
    """In a key, in a value, and anywhere."""
    nodes = list(_scalars(cast(yaml.Node, yaml.compose(text, yaml.CSafeLoader))))
    for is_key in (True, False):
        spans = [span for key, *span in nodes if key == is_key and span[0] < span[1]]
        if spans:
            yield _typo(path, text, hand.randrange(*hand.choice(spans)), hand)
    yield _typo(path, text, hand.randrange(len(text)), hand)


@dataclass(frozen=True)
class Change:
    """`place` is the way to what differs: alarms, #, any_of, # with # for each entry of a list."""

    place: tuple[str, ...]
    before: Any
    after: Any


def changes(before: Any, after: Any, place: tuple[str, ...] = ()) -> Iterator[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        missing = object()
        for key in before.keys() | after.keys():
            pair = (before.get(key, missing), after.get(key, missing))
            yield from changes(*pair, (*place, str(key)))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for pair in zip(before, after, strict=True):
            yield from changes(*pair, (*place, "#"))
    elif isinstance(before, list) and isinstance(after, list):
        yield Change((*place, "#"), before, after)
    elif before != after or type(before) is not type(after):
        yield Change(place, before, after)


def _typo(path: str, text: str, at: int, hand: Random) -> Typo:
    letter, following = text[at], text[at + 1 : at + 2]
    wrong = hand.choice(["", letter * 2, following + letter, hand.choice(LETTERS)])
    swapped = bool(following) and wrong == following + letter
    after = text[:at] + wrong + text[at + 1 + swapped :]
    return Typo(path, text, after, at)


def _scalars(node: yaml.Node, is_key: bool = False) -> Iterator[tuple[bool, int, int]]:
    """Every key and value, and where it stands."""
    if isinstance(node, yaml.ScalarNode):
        yield is_key, node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _scalars(inner)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key, True)
            yield from _scalars(value)

"""Reads one file of Rasa training data into replies and examples; what does not fit becomes a
problem. Called by reading.py."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from tools.content.model import Button, Example, Problem, Reply

# A file with one of these at the top is training data to Rasa.
RESERVED = ("nlu", "rules", "stories", "responses")

_FILE = {"version", *RESERVED}
_INTENT = {"intent", "examples"}
_REPLY = {"text", "channel", "metadata", "buttons", "condition"}
_CONDITION = {"type", "name", "value"}
_BUTTON = {"title", "payload"}

Part = Reply | Example | Problem


def is_training_data(tree: object) -> bool:
    return isinstance(tree, dict) and any(key in tree for key in RESERVED)


def read_training_data(path: str, tree: dict[str, Any]) -> Iterator[Part]:
    yield from _misfits(path, "file", tree, _FILE)
    if not _has_shape(tree):
        yield Problem(path, "file", "nlu is not a list of intents, or responses not lists by name")
        return
    for block in tree.get("nlu") or []:
        yield from _examples(path, block)
    for name, variants in (tree.get("responses") or {}).items():
        for variant in variants:
            yield from _reply(path, name, variant)


def _has_shape(tree: dict[str, Any]) -> bool:
    intents, replies = tree.get("nlu") or [], tree.get("responses") or {}
    if not isinstance(intents, list) or not isinstance(replies, dict):
        return False
    if not all(isinstance(variants, list) for variants in replies.values()):
        return False
    return all(isinstance(entry, dict) for entry in chain(intents, *replies.values()))


def _examples(path: str, block: dict[str, Any]) -> Iterator[Part]:
    intent, lines = block.get("intent", "nlu"), block.get("examples", "")
    yield from _misfits(path, intent, block, _INTENT)
    for line in filter(None, map(str.strip, lines.splitlines())):
        if line.startswith("- "):
            yield Example(path, intent, line.removeprefix("- ").strip())
        else:
            yield Problem(path, intent, f"example {line!r} does not start with a dash")


def _reply(path: str, name: str, variant: dict[str, Any]) -> Iterator[Part]:
    channel, buttons = variant.get("channel", "web"), variant.get("buttons") or []
    conditions = variant.get("condition") or []
    yield from _misfits(path, name, variant, _REPLY)
    for button in buttons:
        yield from _misfits(path, name, button, _BUTTON)
    for slot in conditions:
        yield from _misfits(path, name, slot, _CONDITION)
    if not variant.get("text"):
        yield Problem(path, name, f"{channel}: has no text")
        return
    read = (Button(str(b.get("title", "")), str(b.get("payload", ""))) for b in buttons)
    condition = ", ".join(f"{slot.get('name')}={slot.get('value')}" for slot in conditions)
    about = variant.get("metadata")
    yield Reply(path, name, channel, variant["text"], about, tuple(read), condition)


def _misfits(path: str, where: str, mapping: dict[str, Any], known: set[str]) -> Iterator[Problem]:
    for key in mapping:
        if key not in known:
            yield Problem(path, where, f"unknown key {key!r}")

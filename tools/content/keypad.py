"""Checks on the keys of the phone (data/vocabulary/keypad.yml): every question can be answered with
them, and every place that a key leads to is there."""

from collections.abc import Iterator

from tools.content.model import Problem
from tools.content.reading import Content

KEYPAD = "data/vocabulary/keypad.yml"
KEYS = "123456789"  # 0, star and hash mean the same everywhere


def questions_have_keys(content: Content) -> Iterator[Problem]:
    places = content.tree(KEYPAD)
    for form in content.domain["forms"].values():
        for question in form["required_slots"]:
            if question not in places:
                yield Problem(KEYPAD, question, "has no keys")


def keys_lead_somewhere(content: Content) -> Iterator[Problem]:
    places = content.tree(KEYPAD)
    for name, place in places.items():
        for key, meaning in place.get("keys", {}).items():
            if str(key) not in KEYS:
                yield Problem(KEYPAD, name, f"{key} is no key that is free")
            if isinstance(meaning, dict) and meaning.get("then") not in places:
                yield Problem(KEYPAD, name, f"{key} leads to no place: {meaning.get('then')}")

"""What the assistant can say, read from the content files as the tests need it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clinic.emergency_numbers import hash_key, numbers_to_say
from clinic.settings import read_settings

DATA = Path(__file__).parent.parent / "data"


def said(name: str) -> str:
    """The web text of a reply with the clinic's facts filled in."""
    return filled(replies()[name]["text"])


def filled(text: str) -> str:
    for place, fact in _facts().items():
        text = text.replace("{" + place + "}", fact)
    return text.strip()


def buttons(name: str) -> list[dict[str, str]]:
    return list(replies()[name].get("buttons", []))


def replies() -> dict[str, Any]:
    """The main web version of each reply."""
    return {name: variants[0] for name, variants in all_replies().items()}


def said_of(name: str, condition: str) -> str:
    """The web text of the variant for one value of a slot."""
    return next(
        filled(reply["text"])
        for reply in all_replies()[name]
        if "channel" not in reply
        and condition in [slot["value"] for slot in reply.get("condition", [])]
    )


@cache
def all_replies() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in DATA.rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            found |= content.get("responses") or {}
    return found


def _facts() -> dict[str, str]:
    settings = read_settings({})
    return {
        "clinic_name": settings.clinic_name,
        "clinic_phone": settings.clinic_phone,
        "hash_key": hash_key(settings.country),
        **numbers_to_say(settings.country),
    }

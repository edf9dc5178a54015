"""What the assistant can say, read from the content files as the tests need it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clinic.settings import read_settings

DATA = Path(__file__).parent.parent / "data"


def said(name: str) -> str:
    """The web text of a reply with the clinic's facts filled in."""
    text: str = replies()[name]["text"].strip()
    for place, fact in _facts().items():
        text = text.replace("{" + place + "}", fact)
    return text


def buttons(name: str) -> list[dict[str, str]]:
    return list(replies()[name].get("buttons", []))


@cache
def replies() -> dict[str, Any]:
    found = {}
    for path in DATA.rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            for name, variants in (content.get("responses") or {}).items():
                found[name] = next(reply for reply in variants if "channel" not in reply)
    return found


def _facts() -> dict[str, str]:
    settings = read_settings({})
    numbers = yaml.safe_load((DATA / "safety" / "numbers.yml").read_text(encoding="utf-8"))
    return {
        "clinic_name": settings.clinic_name,
        "clinic_phone": settings.clinic_phone,
        "emergency_number": numbers[settings.country]["emergency"],
        "crisis_line": numbers[settings.country]["crisis"],
    }

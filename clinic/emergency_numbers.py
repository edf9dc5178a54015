"""The telephone numbers of one country, and its name for a key, as a reply says them. Called where
replies are filled in (dialogue/clinic_replies.py)."""

from pathlib import Path

import yaml

_NUMBERS = Path(__file__).parents[1] / "data/safety/numbers.yml"


def numbers_to_say(country: str) -> dict[str, str]:
    """Where no public poison line was confirmed, the emergency number answers for poison too."""
    numbers = _of(country)
    return {
        "emergency_number": numbers["emergency"],
        "crisis_line": numbers["crisis"],
        "poison_line": numbers["poison"] or numbers["emergency"],
    }


def hash_key(country: str) -> str:
    """What people there call the key #."""
    return str(_of(country)["hash_key"])


def _of(country: str) -> dict[str, str]:
    numbers: dict[str, dict[str, str]] = yaml.safe_load(_NUMBERS.read_text(encoding="utf-8"))
    return numbers[country]

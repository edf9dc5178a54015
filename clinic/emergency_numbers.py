"""The telephone numbers of one country, as a reply names them. Called where replies are filled in
(dialogue/clinic_replies.py)."""

from pathlib import Path

import yaml

_NUMBERS = Path(__file__).parents[1] / "data/safety/numbers.yml"


def numbers_to_say(country: str) -> dict[str, str]:
    """Where no public poison line was confirmed, the emergency number answers for poison too."""
    numbers = yaml.safe_load(_NUMBERS.read_text(encoding="utf-8"))[country]
    return {
        "emergency_number": numbers["emergency"],
        "crisis_line": numbers["crisis"],
        "poison_line": numbers["poison"] or numbers["emergency"],
    }

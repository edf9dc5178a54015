"""The telephone numbers of one country, and its name for a key, as a reply says them. Called where
replies are filled in (dialogue/clinic_replies.py)."""

from functools import cache

from clinic.content.file import DATA, read
from clinic.content.safety import CountryNumbers, Numbers

_FILE = DATA / "safety/numbers.yml"


def numbers_to_say(country: str) -> dict[str, str]:
    """Where no public poison line was confirmed, the emergency number answers for poison too."""
    numbers = _numbers()[country]
    return {
        "emergency_number": numbers.emergency,
        "crisis_line": numbers.crisis,
        "poison_line": numbers.poison or numbers.emergency,
    }


def hash_key(country: str) -> str:
    """What people there call the key #."""
    return _numbers()[country].hash_key


def countries() -> tuple[str, ...]:
    """Those that the assistant can be set to."""
    return tuple(_numbers())


@cache
def _numbers() -> dict[str, CountryNumbers]:
    return read(_FILE, Numbers)

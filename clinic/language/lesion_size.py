"""How much of the head is involved, from a share ("20 percent of the head") or a modified Kerboul
angle, read for `nlu/quantities.py`. The bands are those of the pre-screen contract."""

import re

from clinic.findings import Finding
from clinic.language.numbers import NUMBER, number_value
from clinic.language.vocabulary import any_of, word_lists

# Upper ends of small and medium: <15 %, 15-30 %, >30 %; angle ≤190°, 191-239°, ≥240°.
_SMALL_BELOW, _MEDIUM_TO, _ALL = 15, 30, 100
_SMALL_ANGLE_TO, _MEDIUM_ANGLE_BELOW, _FULL_ANGLE = 190, 240, 360

_LISTS = word_lists("lesion_size")
_SHARE = re.compile(
    rf"(?:(?:(?P<below>{any_of(_LISTS['below'])})|(?P<above>{any_of(_LISTS['above'])}))\s+)?"
    rf"(?<![\w.,/])(?P<amount>{NUMBER})\s*(?:%|per\s?cent\b|pct\b)",
    re.IGNORECASE,
)
_ANGLE = re.compile(
    rf"\b{any_of(_LISTS['angle'])}\b[^.;!?\d]{{0,30}}?(?P<amount>\d{{2,3}})(?!\w)|"
    r"(?<![\w.,/])(?P<degrees>\d{2,3})\s*(?:°|degrees?\b|deg\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"\b{any_of(_LISTS['head'])}", re.IGNORECASE)


def find_lesion_sizes(text: str) -> list[Finding]:
    """A percentage away from any word of the head or lesion counts only when the size is asked."""
    found = []
    for m in _SHARE.finditer(text):
        around = text[max(0, m.start() - 40) : m.end() + 40]
        nudge = 0.1 * ((m["above"] is not None) - (m["below"] is not None))
        size = size_of_share(number_value(m["amount"]) + nudge)
        unsettled = not _HEAD.search(around)
        found.append(Finding("lesion_size", size, m.start(), m.end(), "share", uncertain=unsettled))
    for m in _ANGLE.finditer(text):
        size = _size_of_angle(int(m["amount"] or m["degrees"]))
        unsettled = m["amount"] is None
        found.append(Finding("lesion_size", size, m.start(), m.end(), "angle", uncertain=unsettled))
    return found


def size_of_share(percent: float) -> str | None:
    if not 0 < percent <= _ALL:
        return None
    if percent < _SMALL_BELOW:
        return "small"
    return "medium" if percent <= _MEDIUM_TO else "large"


def _size_of_angle(degrees: int) -> str | None:
    if not 0 < degrees <= _FULL_ANGLE:
        return None
    if degrees <= _SMALL_ANGLE_TO:
        return "small"
    return "medium" if degrees < _MEDIUM_ANGLE_BELOW else "large"

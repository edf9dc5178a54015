"""When the clinic takes calls: "Mon-Fri 09:00-17:00, Sat 09:00-12:00" in the clinic's own time.
Pure; read by clinic/settings.py, asked by the channel voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = rf"({'|'.join(DAYS)})"
_ENTRY = re.compile(rf"{_DAY}(?:\s*-\s*{_DAY})?\s+(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)", re.IGNORECASE)
_A_DAY = 24 * 60


@dataclass(frozen=True)
class Span:
    """In minutes of the day; `end` is past midnight where it is not after `start`."""

    day: int
    start: int
    end: int


@dataclass(frozen=True)
class OpeningHours:
    spans: tuple[Span, ...]
    zone: tzinfo

    def is_open(self, moment: datetime) -> bool:
        """By the clock on the clinic's wall, whatever it did in the night. `moment` has a zone."""
        local = moment.astimezone(self.zone)
        today, minute = local.weekday(), local.hour * 60 + local.minute
        return any(_covers(span, today, minute) for span in self.spans)


def read_hours(text: str) -> tuple[Span, ...]:
    """Raises ValueError."""
    return tuple(span for entry in text.split(",") if entry.strip() for span in _spans(entry))


def _spans(entry: str) -> Iterator[Span]:
    read = _ENTRY.fullmatch(entry.strip())
    if not read:
        raise ValueError(f"{entry.strip()!r} is not like 'Mon-Fri 09:00-17:00'")
    first, last, *figures = read.groups()
    start, end = _minute(*figures[:2]), _minute(*figures[2:])
    if start in (end, _A_DAY):
        raise ValueError(f"{entry.strip()!r} ends as it begins")
    for day in _days(first, last or first):
        yield Span(day, start, end)


def _minute(hour: str, minute: str) -> int:
    """24:00 is the end of a day."""
    if (hour, minute) == ("24", "00"):
        return _A_DAY
    clock = time(int(hour), int(minute))
    return clock.hour * 60 + clock.minute


def _days(first: str, last: str) -> Iterator[int]:
    """Round the end of the week where need be ("Sat-Mon")."""
    start, end = (DAYS.index(day.title()) for day in (first, last))
    return (day % len(DAYS) for day in range(start, end + 1 + (len(DAYS) if end < start else 0)))


def _covers(span: Span, day: int, minute: int) -> bool:
    if span.start < span.end:
        return day == span.day and span.start <= minute < span.end
    is_evening = day == span.day and minute >= span.start
    is_morning_after = day == (span.day + 1) % len(DAYS) and minute < span.end
    return is_evening or is_morning_after

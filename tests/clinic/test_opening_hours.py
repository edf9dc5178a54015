"""When the clinic takes calls, by the clock on its wall."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest

from clinic.opening_hours import OpeningHours, read_hours

NEW_YORK = ZoneInfo("America/New_York")
WEEK = "Mon-Fri 09:00-17:00, Sat 09:00-12:00"


def is_open(hours: str, moment: str, zone: ZoneInfo = NEW_YORK) -> bool:
    """`moment` is in UTC."""
    at = datetime.fromisoformat(moment).replace(tzinfo=timezone.utc)
    return OpeningHours(read_hours(hours), zone).is_open(at)


@pytest.mark.parametrize(
    ("moment", "is_so"),
    [
        ("2026-11-25T14:00", True),  # Wednesday 9 am in New York
        ("2026-11-25T13:59", False),
        ("2026-11-25T21:59", True),
        ("2026-11-25T22:00", False),
        ("2026-11-28T16:59", True),  # Saturday
        ("2026-11-28T17:00", False),
        ("2026-11-29T15:00", False),  # Sunday
        ("2026-11-30T01:00", False),  # still Sunday there
    ],
)
def test_a_week(moment: str, is_so: bool) -> None:
    assert is_open(WEEK, moment) is is_so


@pytest.mark.parametrize(
    ("moment", "is_so"),
    [
        ("2026-03-06T13:30", False),  # Friday before the clocks go forward: 8:30
        ("2026-03-09T13:30", True),  # Monday after: 9:30
        ("2026-10-30T13:30", True),  # Friday before they go back: 9:30
        ("2026-11-02T13:30", False),  # Monday after: 8:30
    ],
)
def test_when_the_clocks_change(moment: str, is_so: bool) -> None:
    assert is_open(WEEK, moment) is is_so


@pytest.mark.parametrize(
    ("hours", "moment", "is_so"),
    [
        ("Fri 22:00-02:00", "2026-11-28T04:00", True),  # Friday 11 pm
        ("Fri 22:00-02:00", "2026-11-28T06:59", True),  # Saturday 1:59 am
        ("Fri 22:00-02:00", "2026-11-28T07:00", False),
        ("Fri 22:00-02:00", "2026-11-27T06:00", False),  # Friday 1 am
        ("Sun 22:00-02:00", "2026-11-30T06:00", True),  # Monday 1 am
        ("Mon-Sun 00:00-24:00", "2026-11-28T05:00", True),
        ("Sat 00:00-24:00", "2026-11-29T05:00", False),  # Sunday midnight
        ("Sat-Mon 08:00-10:00", "2026-11-29T14:00", True),
        ("Sat-Mon 08:00-10:00", "2026-11-30T14:00", True),
        ("Sat-Mon 08:00-10:00", "2026-12-01T14:00", False),
        ("mon 09:00 - 10:00", "2026-11-30T14:30", True),
    ],
)
def test_midnight_and_the_end_of_the_week(hours: str, moment: str, is_so: bool) -> None:
    assert is_open(hours, moment) is is_so


def test_the_hour_that_comes_twice() -> None:
    """On 1 November 2026 it is 1:30 am twice in New York."""
    hours = "Sun 01:15-01:45"
    assert is_open(hours, "2026-11-01T05:30")
    assert is_open(hours, "2026-11-01T06:30")


@pytest.mark.parametrize(
    "text", ["weekdays", "Mon 9-17", "Mon 09:00-25:00", "Mon 10:00-10:00", "Mon 24:00-02:00", "Mon"]
)
def test_what_is_no_hours_is_named(text: str) -> None:
    with pytest.raises(ValueError):
        read_hours(text)

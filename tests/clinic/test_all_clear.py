"""What ends an alarm that stands, and that nothing else does."""

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clinic.all_clear import lifts_alarm
from clinic.triage import TIERS, red_flags

SAID = yaml.safe_load(
    (Path(__file__).parents[1] / "standing_alarm.yml").read_text(encoding="utf-8")
)
REMINDERS = ("utter_alarm_reminder_emergency", "utter_alarm_reminder_urgent")


@pytest.mark.parametrize("text", SAID["ends_any"])
def test_a_plain_denial_ends_any_alarm(text: str) -> None:
    assert all(lifts_alarm(text, tier) for tier in TIERS)


@pytest.mark.parametrize("text", SAID["ends_body"])
def test_a_denial_that_can_mean_something_else_in_a_crisis(text: str) -> None:
    assert lifts_alarm(text, "emergency")
    assert lifts_alarm(text, "urgent")
    assert not lifts_alarm(text, "crisis")


@pytest.mark.parametrize("text", SAID["ends_crisis"])
def test_a_denial_of_a_crisis_ends_no_other_alarm(text: str) -> None:
    assert lifts_alarm(text, "crisis")
    assert not lifts_alarm(text, "emergency")


@pytest.mark.parametrize("text", SAID["keeps"])
@pytest.mark.parametrize("tier", TIERS)
def test_everything_else_keeps_it(text: str, tier: str) -> None:
    assert not lifts_alarm(text, tier)


@pytest.mark.parametrize("text", SAID["keeps_crisis"])
def test_a_crisis_is_kept_by_what_only_sounds_like_its_end(text: str) -> None:
    assert not lifts_alarm(text, "crisis", "utter_alarm_reminder_crisis")


@pytest.mark.parametrize(
    "text", ["no", "No.", "nope", "no it isn't", "not right now", "no, thanks"]
)
def test_a_no_counts_where_the_alarm_asked(text: str) -> None:
    assert all(lifts_alarm(text, "emergency", asked) for asked in REMINDERS)
    assert not lifts_alarm(text, "emergency", "utter_emergency")
    assert not lifts_alarm(text, "crisis", "utter_alarm_reminder_crisis")


@pytest.mark.parametrize("text", ["yes", "no no please hurry", "no I can't", "no it's worse"])
def test_what_is_no_plain_no_counts_nowhere(text: str) -> None:
    assert not lifts_alarm(text, "emergency", REMINDERS[0])


def test_the_button_ends_it() -> None:
    assert all(lifts_alarm("/safe_now", tier) for tier in TIERS)


@pytest.mark.parametrize("denial", SAID["ends_any"])
@pytest.mark.parametrize(
    "more", ["I can't breathe", "it's getting worse", "help", "send them", "?"]
)
def test_a_denial_with_anything_else_keeps_it(denial: str, more: str) -> None:
    assert not lifts_alarm(f"{denial.rstrip('.!')} {more}", "emergency")
    assert not lifts_alarm(f"{more} {denial}", "emergency") or more == "?"


@given(st.text(string.ascii_letters + " .,!'", max_size=60), st.sampled_from(TIERS))
def test_what_raises_an_alarm_never_ends_one(text: str, tier: str) -> None:
    assert not (lifts_alarm(text, tier) and red_flags(text))


@given(st.text(max_size=3000), st.sampled_from(TIERS))
def test_any_text_can_be_read(text: str, tier: str) -> None:
    lifts_alarm(text, tier)

"""With an alarm standing, only its explicit denial ends it, on every channel; and what ends an
alarm is not said where none stands."""

from pathlib import Path

import pytest
import yaml

from tests.channels import Hear, part_of, person_on
from tests.phone import Phone
from tests.texter import Texter
from tools.assistant import Assistant

SAID = yaml.safe_load((Path(__file__).parent / "standing_alarm.yml").read_text(encoding="utf-8"))
EMERGENCY = "I have crushing chest pain and cannot breathe"
CRISIS = "I want to kill myself"


@pytest.mark.parametrize(("alarm", "tier"), [(EMERGENCY, "emergency"), (CRISIS, "crisis")])
def test_whatever_is_no_denial_keeps_it(hear: Hear, channel: str, alarm: str, tier: str) -> None:
    hear(alarm)
    more = SAID["keeps_crisis"] if tier == "crisis" else []
    for text in [*SAID["keeps"], *more][:: 1 if channel == "website" else 3]:
        assert part_of("utter_safe_now", channel) not in hear(text), text
    assert part_of(f"utter_alarm_reminder_{tier}", channel) in hear("how much does it cost?")


@pytest.mark.parametrize(
    ("alarm", "kinds"),
    [(EMERGENCY, ("ends_any", "ends_body")), (CRISIS, ("ends_any", "ends_crisis"))],
)
def test_a_denial_ends_it(
    assistant: Assistant, channel: str, alarm: str, kinds: tuple[str, ...]
) -> None:
    denials = [text for kind in kinds for text in SAID[kind]]
    few = denials if channel == "website" else denials[::4]
    for start in range(0, len(few), 20):  # not more in a minute
        with person_on(channel, assistant) as hear:
            for text in few[start : start + 20]:
                assert part_of("utter_safe_now", channel) not in hear(alarm)
                assert part_of("utter_safe_now", channel) in hear(text), text


def test_a_no_ends_it_where_it_was_asked(hear: Hear, channel: str) -> None:
    hear(EMERGENCY)
    hear("no")
    assert part_of("utter_safe_now", channel) in hear("no")


def test_a_no_never_ends_a_crisis(hear: Hear, channel: str) -> None:
    hear(CRISIS)
    for _ in range(3):
        assert part_of("utter_alarm_reminder_crisis", channel) in hear("no")


def test_an_urgent_symptom_does_not_take_the_place_of_an_emergency(
    hear: Hear, channel: str
) -> None:
    hear(EMERGENCY)
    reminder = part_of("utter_alarm_reminder_emergency", channel)
    assert reminder in hear("my calf is swollen red and hot since yesterday")
    assert reminder in hear("how much does it cost?")


@pytest.mark.parametrize(
    "text",
    ["I'm so scared", "nothing of that kind", "naah I'm good", "not at the moment", "false alarm"],
)
def test_nothing_is_ended_where_no_alarm_stands(hear: Hear, channel: str, text: str) -> None:
    assert part_of("utter_safe_now", channel) not in hear(text)


@pytest.mark.parametrize(
    "text",
    ["Ambulance!", "EMERGENCY", "we have an emergency", "911", "nine one one", "need help now!!"],
)
def test_a_bare_cry_for_help_is_an_emergency(hear: Hear, channel: str, text: str) -> None:
    assert part_of("utter_emergency", channel) in hear(text)


def test_the_form_goes_on_where_it_was(hear: Hear, channel: str) -> None:
    for text in ("start the questions", "yes", EMERGENCY, "no", "it's my left hip"):
        hear(text)
    heard = hear("it was just a mistake")
    assert part_of("utter_safe_now", channel) in heard
    assert part_of("utter_again_age", channel) in heard


def test_numbers_of_choices_mean_nothing_in_an_alarm(assistant: Assistant) -> None:
    texter = Texter(assistant).known()
    for text in ("start", EMERGENCY):
        texter.text(text)
    for number in ("1", "2", "3"):
        assert part_of("utter_alarm_reminder_emergency", "sms") in texter.hear(number)


def test_the_key_ends_it_and_no_other_does(assistant: Assistant) -> None:
    with Phone(assistant) as phone:
        phone.say(EMERGENCY)
        for key in ("3", "9", "#"):
            phone.press(key)
            assert part_of("utter_safe_now", "voice") not in phone.heard
        phone.press("2")
        assert part_of("utter_safe_now", "voice") in phone.heard


def test_a_crisis_stays_one_whatever_else_is_told(hear: Hear, channel: str) -> None:
    """A "no", and "it is over", mean something else after it."""
    for text in (CRISIS, "I took all the pills to kill myself", EMERGENCY, "I'm alone"):
        hear(text)
    for text in ("no", "it's over"):
        assert part_of("utter_alarm_reminder_crisis", channel) in hear(text)

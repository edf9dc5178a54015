"""The safety net by itself: what it catches, what it leaves alone, and how fast it reads."""

import time
from pathlib import Path

import pytest
import yaml

from clinic.triage import TIERS, red_flags

PHRASES = yaml.safe_load(
    (Path(__file__).parents[1] / "phrases/safety.yml").read_text(encoding="utf-8")
)
RECALL = {"emergency": 0.97, "crisis": 0.97, "urgent": 0.93}
FALSE_ALARMS = 0.05


def tiers(text: str) -> list[str]:
    return [flag.tier for flag in red_flags(text)]


@pytest.mark.parametrize("tier", RECALL)
def test_recall(tier: str) -> None:
    missed = [phrase for phrase in PHRASES[tier] if tier not in tiers(phrase)]
    recall = 1 - len(missed) / len(PHRASES[tier])
    print(f"{tier}: recall {recall:.3f} of {len(PHRASES[tier])}")
    assert recall >= RECALL[tier], missed


def test_false_alarms() -> None:
    alarmed = [phrase for phrase in PHRASES["none"] if red_flags(phrase)]
    rate = len(alarmed) / len(PHRASES["none"])
    print(f"false alarms {rate:.3f} of {len(PHRASES['none'])}")
    assert rate <= FALSE_ALARMS, alarmed


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I have a fever and my hip hurts", "urgent"),
        ("I have a fever and I can't move my hip", "emergency"),
        ("my calf is swollen", "urgent"),
        ("my calf is swollen and I'm short of breath", "emergency"),
        ("the wound has opened", "urgent"),
        ("the wound has opened and it's bleeding", "emergency"),
        ("I missed my prednisone and feel weak", "urgent"),
        ("I missed my prednisone and can't stop vomiting", "emergency"),
        ("I can't pee since the operation", "urgent"),
        ("I can't pee and my legs are weak", "emergency"),
    ],
)
def test_the_combination_decides_the_tier(text: str, tier: str) -> None:
    assert tiers(text)[0] == tier


@pytest.mark.parametrize(
    "text", ["I took all my pills because I want to die", "I have cut my wrists", "I overdosed"]
)
def test_an_attempt_is_an_emergency_and_a_crisis(text: str) -> None:
    assert {"emergency", "crisis"} <= set(tiers(text))


def test_a_childs_poisoning_is_no_crisis() -> None:
    assert tiers("my toddler swallowed my tablets") == ["emergency"]


def test_most_serious_first() -> None:
    found = tiers("fever since Monday, now I can't breathe and I want to die")
    assert found == sorted(found, key=TIERS.index)
    assert set(found) == set(TIERS)


def test_points_at_the_words() -> None:
    text = "I\u2019m 42, left hip. And I can\u2019t breathe!"
    flag = red_flags(text)[0]
    assert (flag.alarm, text[flag.start : flag.end]) == ("breathless", "can\u2019t breathe")


@pytest.mark.parametrize(
    "text",
    [
        "haven't blacked out or fainted",
        "I once fainted at school when I was thirteen",
        "we had an infection in the wound then, antibiotics cleared it",
        "it bled through the plaster for a bit but it stopped after a minute",
        "grandad had a stroke",
        "what temperature counts as a fever",
        "should the calf swell up, whom do I ring",
        "when would chest pain be serious",
        "is sepsis something people get",
        "I almost had a heart attack when I saw the quote",
        "he laughed so hard he passed out",
        "that's odd",
        "I bet you a fiver",
        "it's goodbye from me",
        "do they cut me open",
        "will it stop the hip collapsing",
        "I carry an epipen",
        "I'm out of the blood thinner leaflet",
        "calf muscles sore from the gym",
        "on the edge of my seat",
        "leg is dead from sitting here",
        "I'm not short of breath",
    ],
)
def test_sounds_like_an_alarm_and_is_none(text: str) -> None:
    assert red_flags(text) == []


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("haven't passed any water since the operation", "urgent"),
        ("grandad had a stroke this morning", "emergency"),
        ("he od'd on his tablets", "emergency"),
        ("she is just fallen down and hit her head, she takes warfarin", "emergency"),
        ("she used her epipen", "emergency"),
        ("antibiotics cleared it once but now the wound is open and bleeding", "emergency"),
        ("coughing up pink specks", "emergency"),
        ("puked and it was red", "emergency"),
        ("pain like a knife in my side whenever I take a deep breath", "emergency"),
        ("the cut is open", "urgent"),
        ("it is oozing something green", "urgent"),
        ("I take 7 grams of paracetamol a day", "urgent"),
        ("been having ten codeine every day", "urgent"),
        ("I get sick every time I take my antibiotics", "urgent"),
        ("he talks to people who aren't there", "urgent"),
        ("this is goodbye", "crisis"),
        ("would I die faster without my heart tablets", "crisis"),
    ],
)
def test_sounds_alike_and_is_an_alarm(text: str, tier: str) -> None:
    assert tiers(text)[:1] == [tier]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I don't want to see another birthday", "crisis"),
        ("you put a dog down when it hurts like this, can someone do that for me", "crisis"),
        ("I'm 31 weeks, had a car crash and my belly hurts", "emergency"),
    ],
)
def test_said_in_other_words(text: str, tier: str) -> None:
    assert tiers(text)[:1] == [tier]


@pytest.mark.parametrize(
    "text", ["I don't want to see another surgeon", "we had to put the dog down last week"]
)
def test_sounds_like_it_and_is_none(text: str) -> None:
    assert tiers(text) == []


def test_help_that_was_called_is_no_new_alarm() -> None:
    assert red_flags("I have already called an ambulance") == []
    assert tiers("please call an ambulance") == ["emergency"]


@pytest.mark.parametrize("text", ["", "   ", "\U0001f600", "?!...", "42", "\u0130\u0131\u00df"])
def test_finds_nothing_where_nothing_is_said(text: str) -> None:
    assert red_flags(text) == []


@pytest.mark.parametrize(
    "repeated", ["no chest pain, ", "is ", "my leg is very ", ", ", "a", "today if "]
)
def test_a_long_message_is_read_in_time(repeated: str) -> None:
    message = (repeated * 10_000)[:10_000]
    red_flags("warm up")
    started = time.process_time()
    red_flags(message)
    assert time.process_time() - started < 0.3

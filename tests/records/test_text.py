"""The surgeon's summary and the page as text."""

from dataclasses import replace

from clinic.record import Answered, RaisedAlarm
from clinic.record_text import summary
from records.exports.text import WIDTH, as_text
from tests.records.people import ANSWERS, FINISHED, record

SECONDS, WORDS_A_SECOND = 20, 4  # how fast adults read silently


def test_the_summary_word_for_word() -> None:
    assert summary(record()) == [
        "Age: 42; AVN confirmed: yes; Hip: left",
        "Settle first with the treating doctor: blood thinners",
        "Left hip: before collapse (by stage); said ARCO 2; Ficat IIA, ARCO 2019 2, Steinberg II",
        "Pain for: 8.5 months; Pain score: 6/10; Walks: with a cane",
        "Scans: X-ray, MRI",
        "Risk factors: steroids, lupus",
        "Hip surgery: none; Conditions now: blood thinners",
        "Not known: Lesion size",
        "Contact, agreed 2026-11-23: Ana Gómez, +14155550199, ana@example.org, mornings",
        "Told in a chat, not examined; not a diagnosis",
    ]


def test_the_summary_is_read_in_twenty_seconds() -> None:
    assert sum(len(line.split()) for line in summary(record())) <= SECONDS * WORDS_A_SECOND


def test_an_alarm_comes_first() -> None:
    alarms = [
        RaisedAlarm("urgent", "leg_clot", FINISHED, "calf"),
        RaisedAlarm("crisis", None, FINISHED, "..."),
    ]
    assert summary(record(alarms=alarms))[0] == (
        "ALARM during the chat: leg clot (urgent, 2026-11-23 10:06 UTC); "
        "crisis, 2026-11-23 10:06 UTC"
    )


def test_hips_that_differ_are_told_apart() -> None:
    operated = {"left": ["core_decompression"], "right": ["none"]}
    answers = {**ANSWERS, "hip_side": "both", "prior_hip_surgery": operated}
    told_apart = "Hip surgery: left hip core decompression, right hip none"
    assert any(line.startswith(told_apart) for line in summary(record(answers=answers)))


def test_the_page_has_the_persons_own_words_and_what_to_do_next() -> None:
    page = as_text(record())
    assert "Stage (left hip): ARCO 2; “stage two / ARCO it says”" in page
    assert "Who to see: an orthopaedic surgeon who does hip-preservation surgery." in page
    assert "This is information, not a diagnosis." in page
    assert all(len(line) <= WIDTH for line in page.splitlines() if not line.startswith("Record"))


def test_a_record_of_an_older_questionnaire_is_still_readable() -> None:
    old = Answered("sleep_quality", None, "bad", ("awful",))
    assert "sleep_quality: bad; “awful”" in as_text(replace(record(), answers=(old,)))

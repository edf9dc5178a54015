"""The record: built once from the answers, the same for the same run, never changed."""

import dataclasses
from datetime import datetime, timedelta, timezone

import pytest

from clinic.record import (
    Answered,
    ConsentMissing,
    Contact,
    RaisedAlarm,
    Systems,
    contact_from,
    legible,
)
from clinic.results import Result
from clinic.staging import Stage
from tests.records.people import ANA, ANSWERS, FINISHED, NO, STARTED, record

BOTH = {
    **ANSWERS,
    "hip_side": "both",
    "stage": {"left": {"system": "arco", "stage": "2"}, "right": {"system": "ficat", "stage": "3"}},
}


def test_a_retry_is_the_same_record() -> None:
    assert record() == record()


def test_another_run_or_conversation_is_another_record() -> None:
    ids = {record().id, record(run=2).id, record(run="message-7").id, record(conversation="x").id}
    assert len(ids) == 4


def test_it_names_its_questionnaire() -> None:
    assert (record().questionnaire.id, record().questionnaire.version) == ("avn_hip_prescreen", 2)


def test_nothing_in_it_can_be_changed() -> None:
    built = record()
    with pytest.raises(dataclasses.FrozenInstanceError):
        built.version = 2  # type: ignore[misc]
    assert {type(answer.value) for answer in built.answers} == {str, int, float, tuple, Stage}


def test_times_are_kept_in_utc() -> None:
    berlin = timezone(timedelta(hours=1))
    built = record(started_at=STARTED.astimezone(berlin))
    assert built.started_at.isoformat() == "2026-11-23T10:00:00+00:00"


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        record(finished_at=datetime(2026, 11, 23, 10, 0))


def test_each_hip_is_staged_in_three_systems_with_the_reasons() -> None:
    left, right = record(answers=BOTH).hips
    assert left.systems == Systems("IIA", "2", "II")
    assert right.systems == Systems("III", "3A or 3B", "III or IV")
    assert left.results == (
        Result("review_first", ("anticoagulants",)),
        Result("pre_collapse", ("stage",)),
    )
    assert right.results[-1] == Result("collapse_unspecified", ("stage",))


@pytest.mark.parametrize(
    "answers",
    [
        {"age": 9},
        {"collapse": "yes"},
        {"prior_hip_surgery": ["hip_replacement"]},
        {"stage": {"system": "unknown", "stage": "2"}},
    ],
)
def test_a_stage_that_does_not_apply_or_has_no_system_is_not_translated(
    answers: dict[str, object],
) -> None:
    (hip,) = record(answers={**ANSWERS, **answers}).hips
    assert hip.systems is None
    assert hip.stage is not None


def test_answers_stand_in_order_with_the_persons_own_words() -> None:
    answers = record().answers
    assert [answer.slot for answer in answers] == list(ANSWERS)
    stage = Stage("arco", "2")
    assert Answered("stage", "left", stage, ("stage two", "ARCO it says")) in answers


def test_an_answer_about_a_hip_that_is_no_longer_asked_about_is_kept() -> None:
    built = record(answers={**ANSWERS, "collapse": {"right": "yes"}})
    assert Answered("collapse", "right", "yes", ()) in built.answers


def test_what_was_answered_before_a_contradiction_is_kept() -> None:
    built = record(answers={**ANSWERS, "collapse": "no", "collapse_before": "yes"})
    said = {answer.slot: answer.value for answer in built.answers}
    assert (said["collapse"], said["collapse_before"]) == ("no", "yes")


def test_alarms_are_kept_with_their_time_and_words() -> None:
    alarm = RaisedAlarm("urgent", "leg_clot", FINISHED, "my calf is\x00 swollen ")
    assert record(alarms=[alarm]).alarms == (
        RaisedAlarm("urgent", "leg_clot", FINISHED, "my calf is swollen"),
    )


@pytest.mark.parametrize("consent", [None, NO])
def test_no_contact_details_without_a_yes(consent: object) -> None:
    with pytest.raises(ConsentMissing):
        record(consent=consent)
    assert not record(consent=consent, contact=None).may_be_kept


def test_contact_details_that_were_not_given_are_left_out() -> None:
    slots = {"contact_name": "Ana", "phone": "invalid", "email": "skipped", "contact_time": None}
    assert record(contact=contact_from(slots)).contact == Contact(name="Ana")
    assert record(contact=contact_from({})).contact is None
    assert record(contact=ANA).contact == ANA


def test_legible_keeps_every_letter_and_one_kind_of_space() -> None:
    assert legible("caf\u00e9\u00a05\tmg\x07\ud800\n\U0001f600 ") == "caf\u00e9 5 mg\n\U0001f600"

"""The small decisions of a call: the ladder, requests, what is confirmed, who calls, hints."""

from typing import Any

import pytest

from clinic.findings import Finding
from clinic.phone_line.caller import number_of
from clinic.phone_line.caller_check import earlier_call, has_tries_left
from clinic.phone_line.heard import number_to_confirm, to_confirm, yes_or_no
from clinic.phone_line.hints import hints
from clinic.phone_line.ladder import Rung, rung
from clinic.phone_line.requests import request_in


def found(kind: str, value: object) -> Finding:
    return Finding(kind, value, 0, 1, "test")


def test_the_ladder_ends() -> None:
    assert [rung(missed) for missed in range(5)] == [*Rung, Rung.GOODBYE]
    assert [rung(missed, short=True) for missed in range(3)] == [
        Rung.AGAIN,
        Rung.GOODBYE,
        Rung.GOODBYE,
    ]


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        ("Operator, please.", "person"),
        ("a person", "person"),
        ("Hang up", "end"),
        ("I\u2019ll hang up", "end"),
        ("Repeat that, please", "again"),
        ("please", None),
        ("go on", "earlier"),
        ("is a person there with me in the room", None),
        ("my hip hangs up", None),
        ("", None),
    ],
)
def test_requests_to_the_line(said: str, request_: str | None) -> None:
    assert request_in(said) == request_


STAGE = {"system": "ficat", "stage": "2b"}


@pytest.mark.parametrize(
    ("question", "findings", "heard"),
    [
        ("stage", [found("stage", STAGE)], "Stage: Ficat 2B"),
        ("hip_side", [found("hip_side", "left")], "Hip: left"),
        ("age", [found("age", 47)], None),
        ("consent", [found("reply", "yes")], "yes"),
        ("consent", [found("reply", "no")], "no"),
        ("consent", [], None),
        ("diagnosis_confirmed", [found("reply", "yes")], None),
        ("stage", [found("stage", {"system": "ficat", "stage": None})], None),
        (None, [], None),
    ],
)
def test_what_is_confirmed_when_heard_badly(
    question: str | None, findings: list[Finding], heard: str | None
) -> None:
    assert to_confirm(findings, question, {}) == heard


def test_a_number_that_can_be_called_is_confirmed() -> None:
    assert number_to_confirm([found("phone", "+14155550199")]) == "+14155550199"
    assert number_to_confirm([found("phone", "invalid")]) is None


def test_a_yes_and_a_no_is_neither() -> None:
    assert yes_or_no([found("reply", "yes")]) == "yes"
    assert yes_or_no([found("reply", "yes"), found("reply", "no")]) is None
    assert yes_or_no([found("reply", "unknown")]) is None


def test_only_the_age_that_was_given_opens_an_earlier_call() -> None:
    calls: dict[str, dict[str, Any]] = {
        "a": {"age": None},
        "b": {"age": "skipped"},
        "c": {"age": 47},
    }
    assert earlier_call(calls, 47) == "c"
    assert earlier_call(calls, 48) is None
    assert earlier_call({}, 47) is None
    assert [has_tries_left(tries) for tries in (0, 1, 2)] == [True, False, False]


@pytest.mark.parametrize("caller", ["anonymous", "+266696687", "", "sip:a@b.example", "+1"])
def test_a_hidden_number_is_none(caller: str) -> None:
    assert number_of(caller) is None
    assert number_of("+14155550123") == "+14155550123"


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("stage", "steinberg"),
        ("stage", "Ficat two B"),
        ("risk_factors", "prednisone"),
        ("imaging_done", "M R I"),
        ("consent", "yes"),
        ("talk", "insurance"),
        ("menu", "insurance"),
    ],
)
def test_hints_hold_what_may_be_said(question: str, word: str) -> None:
    assert word in hints(question).split(",")


def test_hints_fit_the_provider() -> None:
    for question in ("stage", "risk_factors", "contraindications", "prior_hip_surgery", "talk"):
        phrases = hints(question).split(",")
        assert len(phrases) <= 500
        assert max(map(len, phrases)) <= 100

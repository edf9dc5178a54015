"""A whole pre-screen with nothing but keys: what the clinic then has."""

import pytest

from clinic.record import Record
from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from tests.phone import Phone
from tools.assistant import Assistant

ANSWERS = (
    "1",  # start the questions
    "1",  # a doctor said that it is AVN
    "47#",
    "1",  # the left hip
    "12#",  # X-ray and MRI
    *("1", "2", "1"),  # Ficat 2A
    "1",  # a small area
    *("2", "8#"),  # for 8 months
    "0#",  # no pain in the last week
    "2",  # a cane
    *("18#", "1"),  # steroids, and of what else there is Gaucher disease
    "9",  # no operation
    "9",  # none of the present conditions
    "1",  # all of it is right
)
NUMBER = "4155550171"


@pytest.fixture(scope="module")
def record(assistant: Assistant) -> Record:
    with Phone(assistant, number="+14155550170") as phone:
        for keys in ANSWERS:
            phone.press(keys)
        assert "May I send your answers" in phone.heard
        for keys in ("1", "#", f"{NUMBER}#", "1", "3"):
            phone.press(keys)
        assert "The clinic now has your answers" in phone.heard
    keeper = RecordKeeper(
        open_database(f"sqlite:///{assistant.data_dir / 'hipwise.db'}"),
        Outbox(assistant.data_dir / "outbox"),
    )
    called = [r for r in keeper.store().latest() if r.contact and r.contact.phone == f"+1{NUMBER}"]
    assert len(called) == 1
    return called[0]


def test_the_number_to_call_back(record: Record) -> None:
    assert record.contact is not None
    assert record.contact.phone == f"+1{NUMBER}"
    assert record.contact.time == "evenings"
    assert record.channel == "voice"


def test_the_answers(record: Record) -> None:
    given = {answered.slot: answered.value for answered in record.answers}
    assert given["age"] == 47
    assert given["imaging_done"] == ("xray", "mri")
    assert given["pain_duration"] == 8
    assert given["pain_score"] == 0
    assert given["risk_factors"] == ("steroids", "gaucher")


def test_the_stage(record: Record) -> None:
    (standing,) = record.hips
    assert standing.stage is not None
    assert (standing.stage.system, standing.stage.stage) == ("ficat", "2a")


def test_the_consent_is_kept_as_it_was_heard(record: Record) -> None:
    assert record.consent is not None
    assert record.consent.wording.startswith("May I send your answers")

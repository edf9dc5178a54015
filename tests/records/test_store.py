"""The store on real databases: each record once, corrections as versions, nothing without
consent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import records.store
from clinic.record import ConsentMissing
from records.keeper import RecordKeeper
from records.store import RecordStore
from tests.records.people import ANA, ANSWERS, FINISHED, NO, record

LATER = FINISHED + timedelta(minutes=3)
CORRECTED = {**ANSWERS, "age": 43}


@pytest.fixture
def store(keeper: RecordKeeper) -> RecordStore:
    return keeper.store()


def test_what_is_saved_comes_back_whole(store: RecordStore) -> None:
    store.save(record())
    assert store.get(record().id) == record()


def test_written_twice_it_is_one_record(store: RecordStore) -> None:
    assert store.save(record()) == store.save(record())
    assert store.latest() == [record()]


def test_said_again_later_it_is_still_one_record(store: RecordStore) -> None:
    store.save(record())
    assert store.save(record(finished_at=LATER)) == record()


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: RecordStore) -> None:
    store.save(record())
    corrected = store.save(record(answers=CORRECTED, finished_at=LATER))
    assert corrected.version == 2
    assert store.get(corrected.id) == corrected
    assert store.get(corrected.id, version=1) == record()
    assert store.latest() == [corrected]


def test_a_correction_taken_back_is_a_third_version(store: RecordStore) -> None:
    store.save(record())
    store.save(record(answers=CORRECTED, finished_at=LATER))
    back = store.save(record(finished_at=LATER + timedelta(minutes=1)))
    assert back.version == 3


def test_a_late_retry_of_the_first_version_changes_nothing(store: RecordStore) -> None:
    store.save(record())
    corrected = store.save(record(answers=CORRECTED, finished_at=LATER))
    assert store.save(record()).version == 1
    assert store.latest() == [corrected]


def test_two_that_number_a_version_at_once_both_get_in(
    store: RecordStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one writes after this one has looked."""
    look = records.store._already_kept
    overtakes = [record(answers=CORRECTED, finished_at=LATER)]

    def overtaken(*seen: Any) -> Any:
        found = look(*seen)
        if overtakes:
            store.save(overtakes.pop())
        return found

    monkeypatch.setattr(records.store, "_already_kept", overtaken)
    assert store.save(record()).version == 2
    assert store.get(record().id, version=1) == record(answers=CORRECTED, finished_at=LATER)


@pytest.mark.parametrize("consent", [None, NO])
def test_nothing_is_kept_without_consent(store: RecordStore, consent: object) -> None:
    with pytest.raises(ConsentMissing):
        store.save(record(consent=consent, contact=None))
    assert store.latest() == []


def test_the_beginning_of_an_id_is_enough_unless_two_share_it(store: RecordStore) -> None:
    store.save(record())
    assert store.get(record().id[:8]) == record()
    store.save(record(run=2))
    assert store.get("") is None
    assert store.get("%") is None


def test_conversations_are_found_by_phone_and_mail(store: RecordStore) -> None:
    store.save(record())
    store.save(record(conversation="sms-1", contact=replace(ANA, phone=None)))
    assert store.conversations_of("+14155550199") == ["web-1"]
    assert sorted(store.conversations_of("ana@example.org")) == ["sms-1", "web-1"]
    assert store.conversations_of("") == []

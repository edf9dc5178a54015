"""Handing in: whatever happens to the database, no record is lost, none doubled, and the answer is
true."""

import json
import logging
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic.record import ConsentMissing
from clinic.settings import read_settings
from records import database
from records import keeper as keeper_module
from records.keeper import RecordKeeper
from records.outbox import Outbox
from tests.records.people import ANSWERS, FINISHED, NO, record

LATER = FINISHED + timedelta(minutes=3)


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RecordKeeper:
    """On SQLite, which these tests lock."""
    monkeypatch.setattr(database, "PATIENCE_S", 0.1)
    monkeypatch.setattr(keeper_module, "PAUSE_S", 0)
    return RecordKeeper.from_settings(read_settings({"AVN_DATA_DIR": str(tmp_path)}))


@pytest.fixture
def lock(tmp_path: Path) -> Any:
    connection = sqlite3.connect(tmp_path / "hipwise.db", isolation_level=None)
    yield connection
    connection.close()


def waiting(folder: Path) -> list[Path]:
    return list((folder / "outbox").glob("*.json"))


def test_handed_in_it_is_stored(keeper: RecordKeeper, tmp_path: Path) -> None:
    assert keeper.hand_in(record())
    assert keeper.store().latest() == [record()]
    assert waiting(tmp_path) == []


def test_handed_in_twice_it_is_one_record(keeper: RecordKeeper) -> None:
    assert keeper.hand_in(record())
    assert keeper.hand_in(record())
    assert keeper.store().latest() == [record()]


def test_with_the_database_away_it_waits_and_is_written_later(
    fragile: RecordKeeper, lock: Any, tmp_path: Path
) -> None:
    lock.execute("BEGIN EXCLUSIVE")
    assert not fragile.hand_in(record())
    assert not fragile.hand_in(record(answers={**ANSWERS, "age": 43}, finished_at=LATER))
    assert len(waiting(tmp_path)) == 2
    lock.execute("ROLLBACK")
    assert fragile.deliver() == 2
    (latest,) = fragile.store().latest()
    assert (latest.version, latest.finished_at) == (2, LATER)
    assert waiting(tmp_path) == []


def test_what_waits_outlives_the_process(fragile: RecordKeeper, lock: Any, tmp_path: Path) -> None:
    lock.execute("BEGIN EXCLUSIVE")
    fragile.hand_in(record())
    lock.execute("ROLLBACK")
    started_again = RecordKeeper.from_settings(read_settings({"AVN_DATA_DIR": str(tmp_path)}))
    assert started_again.deliver() == 1
    assert started_again.store().latest() == [record()]


def test_a_crash_between_writing_and_clearing_doubles_nothing(
    keeper: RecordKeeper, outbox: Outbox
) -> None:
    keeper.store().save(record())
    outbox.put(record())
    assert keeper.deliver() == 1
    assert keeper.store().latest() == [record()]


def test_a_file_that_a_crash_left_unfinished_is_never_delivered(
    keeper: RecordKeeper, tmp_path: Path
) -> None:
    keeper.hand_in(record())
    (tmp_path / "outbox" / "x.unfinished").write_text('{"id": "')
    assert keeper.deliver() == 0


def test_a_spoilt_file_holds_up_no_other_and_stays(keeper: RecordKeeper, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    folder.mkdir()
    (folder / "20200101T000000.000000-spoilt.json").write_text("{")
    assert keeper.hand_in(record())
    assert [path.name[-11:] for path in waiting(tmp_path)] == ["spoilt.json"]


def test_nothing_is_written_anywhere_without_consent(keeper: RecordKeeper, tmp_path: Path) -> None:
    with pytest.raises(ConsentMissing):
        keeper.hand_in(record(consent=NO, contact=None))
    assert not (tmp_path / "outbox").exists()


def test_what_waits_is_readable_by_its_owner_only(outbox: Outbox) -> None:
    path = outbox.put(record())
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert json.loads(path.read_text())["id"] == record().id


def test_the_log_has_no_word_of_the_person(
    fragile: RecordKeeper, lock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    lock.execute("BEGIN EXCLUSIVE")
    with caplog.at_level(logging.DEBUG):
        fragile.hand_in(record())
    lock.execute("ROLLBACK")
    assert f"kept record={record().id}" in caplog.text
    assert not [word for word in ("Ana", "4155550199", "prednisone") if word in caplog.text]

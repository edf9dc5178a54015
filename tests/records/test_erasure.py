"""Forget me: nothing of the person is left anywhere, nobody else loses a word, and the receipt
leads to no one."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from clinic.settings import read_settings
from records import database
from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from records.tables import receipts
from tests.postgres import PostgresServer
from tests.records.conftest import Conversations, reading
from tests.records.people import ANA, record

SECRET = "xylophone"  # stands for a patient's words


def test_conversation_and_records_are_gone_others_stay(
    keeper: RecordKeeper, conversations: Conversations
) -> None:
    other = record(conversation="web-2")
    for of_person in (record(), record(run=2), other):
        keeper.hand_in(of_person)
    conversations.say("web-1", SECRET)
    conversations.say("web-2", "hello")
    keeper.forget("web-1")
    assert keeper.store().latest() == [other]
    assert conversations.texts() == ["hello"]


def test_what_waits_in_the_outbox_is_gone_too(keeper: RecordKeeper, outbox: Outbox) -> None:
    keeper.store()
    outbox.put(record())
    outbox.put(record(conversation="web-2"))
    keeper.forget("web-1")
    assert [waiting.conversation for _, waiting in outbox.waiting()] == ["web-2"]


def test_also_what_a_crash_left_half_written(keeper: RecordKeeper, tmp_path: Path) -> None:
    keeper.hand_in(record())
    left = tmp_path / "outbox" / "x.unfinished"
    left.write_text('{"id": "1", "conversation": "web-1", "answers": [{"wor')
    keeper.forget("web-1")
    assert not left.exists()


def test_it_works_before_rasa_has_made_its_table(keeper: RecordKeeper) -> None:
    keeper.hand_in(record())
    keeper.forget("web-1")
    assert keeper.store().latest() == []


def test_the_receipt_is_all_that_stays_and_can_be_read_out(
    keeper: RecordKeeper, engine: Any
) -> None:
    receipt = keeper.forget("web-1")
    assert re.fullmatch("[0-9A-F]{10}", receipt.id)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(receipts)).all()
    assert [tuple(row) for row in rows] == [(receipt.id, receipt.erased_at)]
    assert keeper.forget("web-1").id != receipt.id


def test_staff_erase_by_phone_number_in_every_conversation(
    keeper: RecordKeeper, conversations: Conversations, outbox: Outbox
) -> None:
    keeper.hand_in(record())
    outbox.put(record(conversation="sms-1"))
    for sender in ("web-1", "sms-1", "web-3"):
        conversations.say(sender, sender)
    keeper.forget_everywhere(str(ANA.phone))
    assert keeper.store().latest() == []
    assert conversations.texts() == ["web-3"]


def test_no_word_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    keeper = RecordKeeper.from_settings(read_settings({"AVN_DATA_DIR": str(tmp_path)}))
    keeper.hand_in(record(words={"age": [SECRET]}))
    assert SECRET.encode() in b"".join(path.read_bytes() for path in tmp_path.glob("hipwise.db*"))
    keeper.forget("web-1")
    assert SECRET.encode() not in b"".join(p.read_bytes() for p in tmp_path.glob("hipwise.db*"))


def test_nor_once_a_backup_has_ended_that_was_running(tmp_path: Path) -> None:
    keeper = RecordKeeper.from_settings(read_settings({"AVN_DATA_DIR": str(tmp_path)}))
    keeper.hand_in(record(words={"age": [SECRET]}))
    with reading(tmp_path / "hipwise.db"):
        keeper.forget("web-1")
        assert not keeper.forget_for_good()
    assert keeper.forget_for_good()
    assert SECRET.encode() not in b"".join(p.read_bytes() for p in tmp_path.glob("hipwise.db*"))


def test_no_word_is_left_in_the_tables_of_postgresql(
    postgres_server: PostgresServer, postgres: str, outbox: Outbox
) -> None:
    keeper = RecordKeeper(open_database(postgres), outbox)
    keeper.hand_in(record(words={"age": [SECRET]}))
    keeper.hand_in(record(conversation="web-2"))
    assert SECRET in all_rows(postgres_server, postgres)
    keeper.forget("web-1")
    assert SECRET not in all_rows(postgres_server, postgres)
    assert "web-2" in all_rows(postgres_server, postgres)


def all_rows(server: PostgresServer, database: str) -> str:
    tables = server.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database)
    return str([server.run(f"SELECT * FROM {table}", database) for (table,) in tables])


def test_with_the_database_away_nothing_is_erased_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE_S", 0.1)
    keeper = RecordKeeper.from_settings(read_settings({"AVN_DATA_DIR": str(tmp_path)}))
    keeper.hand_in(record())
    lock = sqlite3.connect(tmp_path / "hipwise.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sa.exc.SQLAlchemyError):
        keeper.forget("web-1")
    lock.execute("ROLLBACK")
    lock.close()
    assert keeper.store().latest() == [record()]

"""What is older than the clinic wants to keep it goes, by itself, once a day."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from clinic.settings import read_settings
from records.erasure import Erased
from records.keeper import RecordKeeper
from records.outbox import Outbox
from records.retention import Limits
from tests.records.conftest import Conversations
from tests.records.people import record
from tools.keep_records import has_erased

NOW = datetime(2027, 6, 1, tzinfo=timezone.utc)
LIMITS = Limits(records=365, conversations=30)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def test_limits_are_settings() -> None:
    assert Limits.from_settings(read_settings({})) == LIMITS
    assert Limits.from_settings(
        read_settings({"AVN_RETENTION_DAYS": "90", "AVN_CONVERSATION_RETENTION_DAYS": "7"})
    ) == Limits(90, 7)


def test_records_go_after_a_year(keeper: RecordKeeper) -> None:
    young = record(finished_at=days_ago(364))
    keeper.hand_in(young)
    keeper.hand_in(record(conversation="web-2", finished_at=days_ago(366)))
    assert keeper.erase_expired(LIMITS, NOW) == Erased(records=1, events=0)
    assert keeper.store().latest() == [young]


def test_conversations_go_after_a_month_with_consent_after_a_year(
    keeper: RecordKeeper, conversations: Conversations
) -> None:
    keeper.hand_in(record(conversation="consented", finished_at=days_ago(40)))
    for sender in ("consented", "stranger"):
        for days in (400, 40, 20):
            conversations.say(sender, f"{sender} {days}", days_ago(days).timestamp())
    assert keeper.erase_expired(LIMITS, NOW) == Erased(records=0, events=3)
    assert conversations.texts() == ["consented 40", "consented 20", "stranger 20"]


def test_a_record_that_waits_counts_as_consent(
    keeper: RecordKeeper, outbox: Outbox, conversations: Conversations
) -> None:
    outbox.put(record(finished_at=days_ago(40)))
    conversations.say("web-1", "hello", days_ago(40).timestamp())
    keeper.erase_expired(LIMITS, NOW)
    assert conversations.texts() == ["hello"]


def test_without_its_record_a_conversation_has_no_consent_left(
    keeper: RecordKeeper, conversations: Conversations
) -> None:
    keeper.hand_in(record(finished_at=days_ago(366)))
    conversations.say("web-1", "hello", days_ago(40).timestamp())
    keeper.erase_expired(LIMITS, NOW)
    assert conversations.texts() == []


def test_files_that_cannot_be_read_go_too(keeper: RecordKeeper, tmp_path: Path) -> None:
    keeper.hand_in(record(finished_at=days_ago(1)))
    (tmp_path / "outbox" / "spoilt.json").write_text("{")
    keeper.erase_expired(LIMITS, datetime.now(timezone.utc))
    assert list((tmp_path / "outbox").glob("*.json"))
    keeper.erase_expired(LIMITS, datetime.now(timezone.utc) + timedelta(days=366))
    assert not list((tmp_path / "outbox").glob("*.json"))


def test_with_the_database_away_it_is_tried_again(
    keeper: RecordKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("", {}, Exception())

    assert has_erased(keeper, LIMITS, NOW)
    monkeypatch.setattr(RecordKeeper, "erase_expired", away)
    assert not has_erased(keeper, LIMITS, NOW)

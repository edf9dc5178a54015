"""The tracker store while its database hangs: nobody waits, nothing is forgotten, and all of it is
written afterwards, once and in order."""

import asyncio
import logging
import time
from pathlib import Path

import pytest
from rasa.shared.core.events import ActiveLoop, SessionStarted, SlotSet

from dialogue.bounded_tracker_store import BoundedTrackerStore
from records import unsaved
from records.database import open_database
from records.gate import gate_of
from records.keeper import RecordKeeper
from records.lately import Lately, lately_at
from records.outbox import Outbox
from records.spool import UNSAVED, Spool
from records.unsaved import Row, unsaved_in
from tests.away import FROZEN, Database, database_of
from tests.postgres import PostgresServer
from tests.test_tracker_store import PERSON, everything, opened, retrieve, turn

AT_ONCE_S = 2  # the longest that anybody may have to wait for an alarm


@pytest.fixture
def store(database: Database) -> BoundedTrackerStore:
    return opened(database.url, database.folder)


def test_a_conversation_goes_on_and_is_written_later(
    store: BoundedTrackerStore, database: Database
) -> None:
    turn(store, "start", ActiveLoop("prescreen_form"), SlotSet("requested_slot", "age"))
    with database.away():
        turn(store, "47", SlotSet("age", 47))
        turn(store, "48, sorry", SlotSet("age", 48))
        tracker = retrieve(store)
        assert tracker.get_slot("age") == 48
        assert tracker.active_loop_name == "prescreen_form"
        assert len(database.waiting()) == 2
    turn(store, "left")
    database.wait_until_written()
    assert database.said(PERSON) == ["start", "47", "48, sorry", "left"]
    assert everything(store) == ["start", "47", "48, sorry", "left"]
    assert retrieve(store).get_slot("age") == 48


def test_only_the_first_to_ask_waits(store: BoundedTrackerStore, database: Database) -> None:
    turn(store, "hello")
    with database.away():
        started = time.monotonic()
        turn(store, "the first to ask")
        assert time.monotonic() - started < AT_ONCE_S
        started = time.monotonic()
        for number in range(20):
            turn(store, f"message {number}")
        assert time.monotonic() - started < AT_ONCE_S
    database.wait_until_written()
    assert len(database.said(PERSON)) == 22


def test_many_at_once_wait_no_longer_than_one(
    store: BoundedTrackerStore, database: Database
) -> None:
    """However many threads the database holds up."""

    async def look(person: str) -> None:
        await store.save(await store.get_or_create_tracker(person))

    async def all_look() -> None:
        await asyncio.gather(*(look(f"web-{number}") for number in range(50)))

    with database.away():
        started = time.monotonic()
        asyncio.run(all_look())
        assert time.monotonic() - started < AT_ONCE_S


def test_it_starts_without_its_database(database: Database) -> None:
    turn(opened(database.url, database.folder), "hello")
    with database.away():
        turn(opened(database.url, database.folder), "47")
    database.wait_until_written()
    assert database.said(PERSON) == ["hello", "47"]


def test_what_was_written_when_the_server_was_killed_is_not_written_again(
    store: BoundedTrackerStore, database: Database
) -> None:
    turn(store, "hello")
    stored = [Row(*row) for row in store._everything(PERSON)]
    unsaved_in(database.folder / UNSAVED).put(PERSON, stored)
    assert everything(store) == ["hello"]
    gate_of(database.url).wake()
    database.wait_until_written()
    assert database.said(PERSON) == ["hello"]


def test_who_could_not_be_looked_up_loses_nothing_of_what_was_before(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """Rasa takes them for new and begins a session, which empties all slots."""
    database = database_of(FROZEN, tmp_path, postgres_server)
    store = opened(database.url, tmp_path)
    turn(store, "47", SlotSet("age", 47), ActiveLoop("prescreen_form"))
    lately_at(database.url).forget(PERSON)  # as after a restart of the server
    with database.away():
        turn(store, "hello", SessionStarted())
        assert retrieve(store).get_slot("age") is None
    database.wait_until_written()
    assert database.said(PERSON) == ["47", "hello"]
    assert retrieve(store).get_slot("age") == 47
    assert retrieve(store).active_loop_name == "prescreen_form"


def test_nothing_that_waits_outlives_a_person_who_is_erased(
    store: BoundedTrackerStore, database: Database
) -> None:
    """By another process, which looks after records."""
    waiting = Spool(database.folder / UNSAVED)
    keeper = RecordKeeper(open_database(database.url), Outbox(database.folder / "outbox"), waiting)
    turn(store, "hello")
    with database.away():
        turn(store, "my secret")
        tracker = retrieve(store)
    keeper.forget(PERSON)
    tracker.update(SlotSet("erased", True))
    asyncio.run(store.save(tracker))
    gate_of(database.url).wake()
    assert waiting.paths() == []
    assert database.said(PERSON) == []
    assert asyncio.run(store.retrieve(PERSON)) is None


def test_the_turn_in_which_a_person_is_erased_takes_with_it_what_waits(
    store: BoundedTrackerStore, database: Database
) -> None:
    with database.away():
        turn(store, "my secret")
        turn(store, "yes, erase it", SlotSet("erased", True))
        assert database.waiting() == []
        assert asyncio.run(store.retrieve(PERSON)) is None


def test_beyond_the_bound_people_are_answered_and_the_rest_is_kept(
    store: BoundedTrackerStore,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    turn(store, "hello")
    monkeypatch.setattr(unsaved, "MOST_TURNS", 2)
    with database.away(), caplog.at_level(logging.ERROR):
        for number in (1, 2, 3):
            turn(store, f"message {number}", SlotSet("age", number))
        assert retrieve(store).get_slot("age") == 3
        assert len(database.waiting()) == 2
    assert f"not saved sender={PERSON} fault=Full" in caplog.text
    database.wait_until_written()
    assert database.said(PERSON) == ["hello", "message 1", "message 2"]


def test_what_the_database_refuses_does_not_hold_up_the_rest(
    store: BoundedTrackerStore, database: Database
) -> None:
    waiting = unsaved_in(database.folder / UNSAVED)
    with database.away():
        turn(store, "hello")
        damaged = waiting.write(f"{0:020d}-damaged", {"person": "web-9"})
    waiting._sizes = {damaged: 1, **waiting._sizes}
    database.wait_until_written()
    assert database.said(PERSON) == ["hello"]
    assert [path.suffix for path in damaged.parent.glob("*-damaged*")] == [".refused"]


def test_memory_is_bounded_and_keeps_who_was_seen_last() -> None:
    lately = Lately(most_bytes=250)
    for person in ("ana", "ben", "eve"):
        lately.keep(person, [Row("user", 0.0, None, None, "x" * 100)])
    assert [lately.rows(person) is None for person in ("ana", "ben", "eve")] == [True, False, False]

"""Forget me, in the table that Rasa really writes."""

import asyncio
from pathlib import Path

import sqlalchemy as sa
from rasa.shared.core.events import SlotSet

from dialogue.bounded_tracker_store import BoundedTrackerStore
from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from records.retention import Limits
from tests.records.people import FINISHED, record
from tests.test_tracker_store import DOMAIN, PERSON, everything, retrieve, turn


def test_slots_and_words_are_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    store = BoundedTrackerStore(host=url, domain=DOMAIN)
    keeper = RecordKeeper(open_database(url), Outbox(tmp_path / "outbox"))
    for number in range(10):
        turn(store, f"message {number}", SlotSet("age", 47))
    keeper.hand_in(record(conversation=PERSON))
    keeper.forget(PERSON)
    assert asyncio.run(store.retrieve_full_tracker(PERSON)) is None
    assert retrieve(store).get_slot("age") is None
    turn(store, "hello again")
    assert everything(store) == ["hello again"]


def test_a_conversation_goes_on_after_its_old_part_has_expired(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    store = BoundedTrackerStore(host=url, domain=DOMAIN)
    engine = open_database(url)
    keeper = RecordKeeper(engine, Outbox(tmp_path / "outbox"))
    turn(store, "long ago", SlotSet("age", 47))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET timestamp = 0"))
    turn(store, "today", SlotSet("hip_side", "left"))
    keeper.erase_expired(Limits(365, 30), FINISHED)
    assert everything(store) == ["today"]
    assert retrieve(store).get_slot("age") is None
    assert retrieve(store).get_slot("hip_side") == "left"

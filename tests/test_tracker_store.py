"""The bounded tracker store against a real database: what it hands out is short, what it keeps is
everything."""

import asyncio
import random
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from dialogue.bounded_tracker_store import BoundedTrackerStore
from dialogue.latest_events import LATEST_TURNS, latest_events, latest_of

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask]
    slots:
      age: {type: any, mappings: [{type: custom}]}
      hip_side: {type: any, mappings: [{type: custom}]}
    forms:
      prescreen_form: {required_slots: [age, hip_side]}
    """
)
PERSON = "web-1"


@pytest.fixture
def store(tmp_path: Path) -> BoundedTrackerStore:
    return opened(f"sqlite:///{tmp_path / 'test.db'}", tmp_path)


def opened(url: str, folder: Path) -> BoundedTrackerStore:
    return BoundedTrackerStore(host=url, domain=DOMAIN, unsaved=folder / "unsaved")


def retrieve(store: BoundedTrackerStore) -> DialogueStateTracker:
    return asyncio.run(store.get_or_create_tracker(PERSON))


def turn(store: BoundedTrackerStore, text: str, *events: Event) -> None:
    """One message, handled as Rasa handles it: read, grow, save."""
    tracker = retrieve(store)
    said = UserUttered(text, {"name": "ask", "confidence": 1.0})
    for event in (said, *events, BotUttered("an answer"), ActionExecuted("action_listen")):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def everything(store: BoundedTrackerStore) -> list[str]:
    tracker = asyncio.run(store.retrieve_full_tracker(PERSON))
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def test_hands_out_the_latest_turns(store: BoundedTrackerStore) -> None:
    for number in range(40):
        turn(store, f"message {number}")
    handed_out = [e.text for e in retrieve(store).events if isinstance(e, UserUttered)]
    assert handed_out == [f"message {number}" for number in range(40 - LATEST_TURNS, 40)]


def test_keeps_everything_once(store: BoundedTrackerStore) -> None:
    for number in range(40):
        turn(store, f"message {number}")
    assert everything(store) == [f"message {number}" for number in range(40)]


def test_slots_and_the_open_form_outlive_the_latest_turns(store: BoundedTrackerStore) -> None:
    turn(store, "start", ActiveLoop("prescreen_form"), SlotSet("requested_slot", "age"))
    turn(store, "47", SlotSet("age", 47), SlotSet("age", 48), SlotSet("requested_slot", "hip_side"))
    for number in range(30):
        turn(store, f"a question {number}")
    tracker = retrieve(store)
    assert tracker.get_slot("age") == 48
    assert tracker.get_slot("requested_slot") == "hip_side"
    assert tracker.active_loop_name == "prescreen_form"


def test_a_form_that_was_closed_stays_closed(store: BoundedTrackerStore) -> None:
    turn(store, "start", ActiveLoop("prescreen_form"))
    turn(store, "stop", ActiveLoop(None), SlotSet("requested_slot", None))
    for number in range(30):
        turn(store, f"a question {number}")
    assert retrieve(store).active_loop_name is None


def test_a_short_conversation_is_handed_out_whole(store: BoundedTrackerStore) -> None:
    turn(store, "hello")
    turn(store, "what is avn")
    assert [e.text for e in retrieve(store).events if isinstance(e, UserUttered)] == [
        "hello",
        "what is avn",
    ]


def test_two_people_are_kept_apart(store: BoundedTrackerStore) -> None:
    turn(store, "hello")
    other = asyncio.run(store.get_or_create_tracker("web-2"))
    assert not [e for e in other.events if isinstance(e, UserUttered)]


def test_a_restart_leaves_nothing_of_what_was_before(store: BoundedTrackerStore) -> None:
    turn(store, "47", SlotSet("age", 47), ActiveLoop("prescreen_form"))
    turn(store, "start over", Restarted())
    for text in ("hello", *["what is avn"] * LATEST_TURNS):
        turn(store, text)
    tracker = retrieve(store)
    assert tracker.get_slot("age") is None
    assert tracker.active_loop_name is None
    assert everything(store)[:2] == ["47", "start over"]


def test_the_turn_in_which_a_person_is_erased_is_not_kept(store: BoundedTrackerStore) -> None:
    turn(store, "yes, erase it", SlotSet("erased", True))
    assert everything(store) == []
    assert not retrieve(store).get_slot("erased")


@pytest.mark.parametrize("seed", range(30))
def test_memory_hands_out_what_the_database_would(store: BoundedTrackerStore, seed: int) -> None:
    chance = random.Random(seed)
    some = [Restarted(), ActiveLoop("prescreen_form"), ActiveLoop(None)]
    some += [SlotSet(slot, number) for slot in ("age", "hip_side") for number in range(3)]
    for number in range(chance.randrange(1, 15)):
        turn(store, f"message {number}", *chance.sample(some, k=chance.randrange(4)))
    with store.engine.connect() as connection:
        stored = latest_events(connection, PERSON)
    assert latest_of(store._everything(PERSON)) == stored
    assert store._lately.rows(PERSON) == stored

"""Text messages in the database: written down first, answered once, and erased with the person."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from records.keeper import RecordKeeper
from records.opt_outs import OptOuts
from records.retention import Limits
from records.tables import opt_outs, texters, texts_in, texts_out
from records.text_queue import Address, TextQueue
from records.texters import Standing, Texters
from records.texts_received import Received, Reply, Text, TextsReceived

NOW = datetime(2027, 6, 1, tzinfo=timezone.utc)
LATER = NOW + timedelta(minutes=1)
ANA = Text("SM1", "sms-1", "+14155550101", "+15550100100", "hello")
BEN = Text("SM2", "sms-2", "+14155550102", "+15550100100", "good day")
STANDING = Standing(("the rest",), "Which hip?", ("left hip", "right hip"))


@pytest.fixture(autouse=True)
def tables(keeper: RecordKeeper) -> None:
    keeper.store()


@pytest.fixture
def texts(engine: Any) -> TextsReceived:
    return TextsReceived(engine)


def rows(engine: Any, table: Any) -> int:
    with engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar())


def test_a_text_is_answered_once(texts: TextsReceived) -> None:
    assert texts.begin(ANA, NOW) == Received(is_new=True)
    assert texts.begin(ANA, NOW) == Received(is_new=False)
    assert texts.finish(ANA, Reply(["Hello."], standing=STANDING), NOW) == ["Hello."]
    assert texts.begin(ANA, LATER) == Received(is_new=False, reply=["Hello."])


def test_what_was_interrupted_is_known_by_its_words_and_nothing_else_is(
    texts: TextsReceived, engine: Any
) -> None:
    texts.begin(ANA, NOW)
    texts.begin(BEN, LATER)
    assert texts.unanswered(NOW) == [ANA, BEN]
    assert texts.unanswered(LATER) == [BEN]
    texts.finish(ANA, Reply(["Hello."]), NOW)
    assert texts.unanswered(NOW) == [BEN]
    with engine.connect() as connection:
        kept = connection.execute(sa.select(texts_in).where(texts_in.c.sid == ANA.sid)).one()
    assert (kept.address, kept.sender, kept.text) == (None, None, None)


def test_an_answer_for_later_is_queued_in_the_same_step(texts: TextsReceived, engine: Any) -> None:
    texts.begin(ANA, NOW)
    assert texts.finish(ANA, Reply(later=["one", "two"], standing=STANDING), NOW) == []
    (head,) = TextQueue(engine).heads(NOW, [])
    assert (head.text, head.address, head.sender) == ("one", ANA.address, ANA.sender)
    assert Texters(engine).standing(ANA.conversation) == STANDING


def test_stop_silences_an_answer_but_the_last_word(texts: TextsReceived, engine: Any) -> None:
    OptOuts(engine).add(ANA.address)
    assert texts.finish(ANA, Reply(["Hello."], ["Later."]), NOW) == []
    assert texts.finish(ANA, Reply(["Goodbye."], is_last_word=True), NOW) == ["Goodbye."]
    assert rows(engine, texts_out) == 0


def test_stop_holds_for_sms_and_whatsapp_and_start_for_where_it_was_said(engine: Any) -> None:
    stopped = OptOuts(engine)
    stopped.add(f"whatsapp:{ANA.address}")
    stopped.add(ANA.address)
    assert stopped.has(ANA.address)
    stopped.remove(f"whatsapp:{ANA.address}")
    assert stopped.has(ANA.address)
    assert not stopped.has(f"whatsapp:{ANA.address}")


def keep_something(engine: Any, text: Text, at: datetime) -> None:
    TextsReceived(engine).begin(text, at)
    TextsReceived(engine).finish(text, Reply(["Hello."], ["Later."], standing=STANDING), at)


@pytest.mark.parametrize("person", [ANA.conversation, ANA.address])
def test_a_person_is_erased_and_their_stop_is_kept(
    keeper: RecordKeeper, engine: Any, person: str
) -> None:
    keep_something(engine, ANA, NOW)
    keep_something(engine, BEN, NOW)
    keeper.forget_everywhere(person, [ANA.conversation])
    OptOuts(engine).add(ANA.address)
    keeper.forget_everywhere(person, [ANA.conversation])
    assert [rows(engine, table) for table in (texts_in, texts_out, texters)] == [1, 1, 1]
    assert rows(engine, opt_outs) == 2
    assert OptOuts(engine).has(ANA.address)


def test_what_is_old_goes_by_itself(keeper: RecordKeeper, engine: Any) -> None:
    keep_something(engine, ANA, NOW - timedelta(days=31))
    keep_something(engine, BEN, NOW - timedelta(days=29))
    OptOuts(engine).add("+14155550199")
    keeper.erase_expired(Limits(365, 30), NOW)
    assert [rows(engine, table) for table in (texts_in, texts_out, texters)] == [1, 1, 1]
    assert Texters(engine).standing(ANA.conversation) is None
    assert OptOuts(engine).has("+14155550199")


def test_one_conversation_waits_for_no_other(engine: Any) -> None:
    queue = TextQueue(engine)
    ana, ben = Address(ANA.address, ANA.sender), Address(BEN.address, BEN.sender)
    queue.put(ana, ["a1", "a2"], NOW)
    queue.put(ben, ["b1"], NOW)
    first, other = queue.heads(NOW, [])
    assert (first.text, other.text) == ("a1", "b1")
    queue.put_off(first, LATER, is_unclear=False)
    assert [head.text for head in queue.heads(NOW, [])] == ["b1"]
    assert [head.text for head in queue.heads(LATER, [BEN.address])] == ["a1"]
    assert queue.next_due() == NOW

"""The offer of contact, the record and its erasure, in whole conversations over HTTP with the real
model, the real action server and the real database."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import forget, hand_in
from clinic.record import Record
from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from tests.content import said
from tests.texter import Texter
from tests.visitor import Visitor
from tools.assistant import Assistant

ASK = "utter_ask_contact_form_"
ANSWERS = (
    *("yes", "47", "left", "x-ray and mri", "ficat 2a it says", "small", "8 months", "7"),
    *("with a cane", "prednisone", "no surgery"),
)
# To the last question, by way of every other.
WAY = (
    "start the questions",
    *ANSWERS,
    *("none of these", "yes, that is right", "yes", "Ana", "no phone", "no e-mail either"),
)
ALARM = "since this morning I have crushing chest pain and cannot breathe"


def offered(visitor: Visitor) -> str:
    """Answers all questions; what is heard ends with the question of consent."""
    visitor.say("start the questions")
    for answer in ANSWERS:
        visitor.say(answer)
    visitor.say("none of these")
    return visitor.hear("yes, that is right")


def records(assistant: Assistant) -> list[Record]:
    keeper = RecordKeeper.from_settings(_Settings(assistant))  # type: ignore[arg-type]
    return keeper.store().latest()


class _Settings:
    def __init__(self, assistant: Assistant) -> None:
        self.database_url = f"sqlite:///{assistant.data_dir / 'hipwise.db'}"
        self.data_dir = assistant.data_dir


def records_named(assistant: Assistant, name: str) -> list[Record]:
    return [r for r in records(assistant) if r.contact and r.contact.name == name]


class TestAgrees:
    def test_the_record_is_in_the_database(self, visitor: Visitor, assistant: Assistant) -> None:
        assert offered(visitor).endswith(said(f"{ASK}consent"))
        assert visitor.press("Yes")[-1]["text"] == said(f"{ASK}contact_name")
        assert visitor.hear("my name is Ana Gómez") == said(f"{ASK}phone")
        assert visitor.hear("415-555-0199") == said(f"{ASK}contact_time")
        assert visitor.hear("after 5 pm on weekdays") == said("utter_record_stored")
        (record,) = records_named(assistant, "Ana Gómez")
        assert record.contact is not None
        assert record.contact.phone == "+14155550199"
        assert record.contact.time == "after 5 pm on weekdays"
        assert record.channel == "website"
        assert record.started_at < record.finished_at
        assert record.hips[0].stage is not None
        assert (record.hips[0].stage.system, record.hips[0].stage.stage) == ("ficat", "2a")
        words = {answered.slot: answered.words for answered in record.answers}
        assert words["stage"] == ("ficat 2a it says",)
        assert words["contraindications"] == ("none of these",)
        assert record.consent is not None
        assert record.consent.wording_id == f"{ASK}consent"
        assert record.consent.wording.strip() == said(f"{ASK}consent")

    def test_yes_in_another_language_and_an_address_instead_of_a_number(
        self, visitor: Visitor, assistant: Assistant
    ) -> None:
        offered(visitor)
        assert visitor.hear("sí") == said(f"{ASK}contact_name")
        assert visitor.hear("Ines") == said(f"{ASK}phone")
        assert visitor.hear("skip") == said(f"{ASK}email")
        assert visitor.hear("ines@example.org") == said(f"{ASK}contact_time")
        assert visitor.hear("skip") == said("utter_record_stored")
        (record,) = records_named(assistant, "Ines")
        assert record.contact is not None
        assert (record.contact.email, record.contact.phone) == ("ines@example.org", None)

    def test_without_number_and_address_the_clinic_cannot_call(
        self, visitor: Visitor, assistant: Assistant
    ) -> None:
        offered(visitor)
        for answer in ("yes", "Otto", "skip"):
            visitor.say(answer)
        assert visitor.hear("skip") == said("utter_record_stored_no_contact")
        assert len(records_named(assistant, "Otto")) == 1

    def test_an_unusable_number_is_asked_again_once(self, visitor: Visitor) -> None:
        offered(visitor)
        for answer in ("yes", "Uma"):
            visitor.say(answer)
        heard = visitor.hear("my number is 12345")
        assert heard == f"{said('utter_hint_phone')}\n{said(f'{ASK}phone')}"
        assert visitor.hear("my number is 12345") == said(f"{ASK}email")


class TestDoesNotAgree:
    @pytest.mark.parametrize("answer", ["no", "skip", "stop", "I would rather not"])
    def test_nothing_is_sent(self, visitor: Visitor, assistant: Assistant, answer: str) -> None:
        offered(visitor)
        before = len(records(assistant))
        assert visitor.hear(answer) == said("utter_nothing_sent")
        assert len(records(assistant)) == before
        assert visitor.hear("continue") == said(f"{ASK}consent")

    def test_unclear_twice_is_a_no(self, visitor: Visitor) -> None:
        offered(visitor)
        heard = visitor.hear("purple")
        assert heard == f"{said('utter_hint_consent')}\n{said(f'{ASK}consent')}"
        assert visitor.hear("hmm maybe") == said("utter_nothing_sent")

    def test_stop_after_a_yes_takes_it_back(self, visitor: Visitor, assistant: Assistant) -> None:
        offered(visitor)
        visitor.say("yes")
        visitor.say("Regina Regret")
        assert visitor.hear("stop") == said("utter_nothing_sent")
        assert not records_named(assistant, "Regina Regret")

    def test_a_number_given_before_consent_is_not_read(self, visitor: Visitor) -> None:
        visitor.say("start the questions")
        visitor.say("my number is 415-555-0177")
        for answer in (*ANSWERS, "none of these", "yes, that is right", "yes"):
            visitor.say(answer)
        assert visitor.hear("Nora") == said(f"{ASK}phone")


class TestStartsAgain:
    def test_instead_of_leaving_details(self, visitor: Visitor, assistant: Assistant) -> None:
        offered(visitor)
        visitor.say("yes")
        question = said("utter_ask_prescreen_form_diagnosis_confirmed")
        assert visitor.hear("start the questions").endswith(question)
        for answer in ("yes", "my son is 12", "yes", "yes", "Sam Second", "415-555-0144"):
            visitor.say(answer)
        assert visitor.hear("mornings") == said("utter_record_stored")
        (record,) = records_named(assistant, "Sam Second")
        answers = {answered.slot: answered.value for answered in record.answers}
        assert answers["age"] == 12
        assert "stage" not in answers


class TestCorrectsAfterwards:
    def test_the_record_gets_a_new_version(self, visitor: Visitor, assistant: Assistant) -> None:
        offered(visitor)
        for answer in ("yes", "Vera Version", "415-555-0133", "mornings"):
            visitor.say(answer)
        assert "Age: 48" in visitor.hear("change my age to 48")
        assert visitor.hear("yes").endswith(said(f"{ASK}consent"))
        for answer in ("yes", "Vera Version", "415-555-0133", "mornings"):
            visitor.say(answer)
        (record,) = records_named(assistant, "Vera Version")
        assert record.version == 2
        answers = {answered.slot: answered.value for answered in record.answers}
        assert answers["age"] == 48

    def test_in_the_offer_of_contact_too(self, visitor: Visitor) -> None:
        offered(visitor)
        assert "Hip: right" in visitor.hear("no wait, change it to the right hip")

    def test_one_detail_back(self, visitor: Visitor) -> None:
        offered(visitor)
        visitor.say("yes")
        visitor.say("Anna")
        assert visitor.hear("go back") == said(f"{ASK}contact_name")


class TestAsksFirst:
    @pytest.mark.parametrize(
        "question",
        [
            "what happens with it?",
            "what happens with my answers",
            "why do you need that",
            "yes but who gets to read it",
        ],
    )
    def test_about_what_is_kept(self, visitor: Visitor, question: str) -> None:
        offered(visitor)
        heard = visitor.hear(question)
        assert heard == f"{said('utter_consent_explained')}\n{said(f'{ASK}consent')}"

    def test_about_something_else(self, visitor: Visitor) -> None:
        offered(visitor)
        heard = visitor.hear("does insurance pay for it?")
        assert said("utter_ask/insurance") in heard
        assert heard.endswith(said(f"{ASK}consent"))
        visitor.say("yes")
        heard = visitor.hear("how much does it cost?")
        assert said("utter_ask/cost") in heard
        assert heard.endswith(said(f"{ASK}contact_name"))


class TestIsInDanger:
    def test_the_offer_waits_and_the_record_has_the_alarm(
        self, visitor: Visitor, assistant: Assistant
    ) -> None:
        offered(visitor)
        assert visitor.say(f"yes, but {ALARM}")[0]["alert"] == "emergency"
        visitor.say("yes")
        visitor.press("That's not happening now")
        assert visitor.latest[-1]["text"] == said(f"{ASK}consent")
        visitor.say("yes")
        assert visitor.say(ALARM)[0]["alert"] == "emergency"
        heard = visitor.press("That's not happening now")
        assert heard[-1]["text"] == said(f"{ASK}contact_name")
        for answer in ("Dora", "415-555-0188", "mornings"):
            visitor.say(answer)
        (record,) = records_named(assistant, "Dora")
        assert [alarm.words for alarm in record.alarms] == [f"yes, but {ALARM}", ALARM]
        assert record.alarms[0].tier == "emergency"


WISHES = (
    "delete my data",
    "please erase everything you have about me",
    "don't keep any of this, delete it",
    "I changed my mind, delete everything",
    "forget me",
)


class TestWantsToBeForgotten:
    @pytest.mark.parametrize("asked", range(len(WAY) + 1))
    def test_at_every_question(self, visitor: Visitor, assistant: Assistant, asked: int) -> None:
        before = len(records(assistant))
        for answer in WAY[:asked]:
            visitor.say(answer)
        assert visitor.hear(WISHES[asked % 5]) == said("utter_ask_forget_form_forget_sure")
        assert visitor.hear("yes").startswith(said("utter_erased").partition("{")[0])
        assert len(records(assistant)) == before

    @pytest.mark.parametrize("wish", WISHES)
    @pytest.mark.parametrize("asked", [13, 16, 17])
    def test_where_a_denial_could_be_an_answer(
        self, assistant: Assistant, wish: str, asked: int
    ) -> None:
        """At the consent, the number and the address, by text message."""
        texter = Texter(assistant).known()
        for answer in WAY[:asked]:
            texter.text(answer)
        assert "erase" in texter.hear(wish)
        assert "Your receipt" in texter.hear("yes")

    def test_no_word_is_left(self, visitor: Visitor, assistant: Assistant) -> None:
        visitor.say("I am Zebedee from Quahogville")
        offered(visitor)
        for answer in ("yes", "Zebedee Quince", "415-555-0166", "mornings"):
            visitor.say(answer)
        assert len(records_named(assistant, "Zebedee Quince")) == 1
        assert visitor.hear("delete my data") == said("utter_ask_forget_form_forget_sure")
        heard = visitor.hear("yes, Zebedee wants that")
        before, after = said("utter_erased").split("{receipt}")
        assert heard.startswith(before)
        assert heard.endswith(after)
        receipt = heard.removeprefix(before).removesuffix(after)
        assert receipts(assistant).count((receipt,)) == 1
        for word in ("Zebedee", "Quahogville", "4155550166", receipt):
            assert word not in conversations(assistant)
        assert not records_named(assistant, "Zebedee Quince")
        assert b"Zebedee" not in on_disk(assistant)

        visitor.say("start the questions")
        assert said("utter_ask_prescreen_form_age") in visitor.hear("yes")

    def test_a_repeated_message_id_does_not_bring_the_old_reply_back(
        self, visitor: Visitor
    ) -> None:
        first = visitor.post(message_id="one", text="how much does it cost?").json()
        visitor.say("delete my data")
        visitor.post(message_id="two", text="yes")
        assert visitor.post(message_id="one", text="hello").json() != first
        assert "receipt" in str(visitor.post(message_id="two", text="yes").json()).lower()

    @pytest.mark.parametrize("answer", ["no", "what does that mean?", "hmm"])
    def test_only_a_yes_erases(self, visitor: Visitor, answer: str) -> None:
        visitor.say("start the questions")
        visitor.say("yes")
        assert visitor.hear("delete my data") == said("utter_ask_forget_form_forget_sure")
        assert visitor.hear(answer) == said("utter_not_erased")
        assert said("utter_ask_prescreen_form_age") in visitor.hear("continue")

    def test_in_the_offer_of_contact(self, visitor: Visitor) -> None:
        offered(visitor)
        visitor.say("yes")
        assert visitor.hear("delete my data") == said("utter_ask_forget_form_forget_sure")
        assert visitor.hear("no") == said("utter_not_erased")
        assert visitor.hear("continue") == said(f"{ASK}contact_name")


def test_a_second_run_is_a_second_record(visitor: Visitor, assistant: Assistant) -> None:
    for _ in range(2):
        offered(visitor)
        for answer in ("yes", "Tessa Twice", "415-555-0155", "mornings"):
            visitor.say(answer)
    assert len(records_named(assistant, "Tessa Twice")) == 2


def test_handing_in_twice_gives_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when Rasa calls the action server again."""
    engine = open_database(f"sqlite:///{tmp_path / 'test.db'}")
    keeper = RecordKeeper(engine, Outbox(tmp_path / "outbox"))
    monkeypatch.setattr(hand_in, "keeper", lambda: keeper)
    for _ in range(2):
        dispatcher = CollectingDispatcher()
        asyncio.run(hand_in.HandIn().run(dispatcher, agreed(), {}))
        assert dispatcher.messages[0]["response"] == "utter_record_stored"
    (record,) = keeper.store().latest()
    assert record.version == 1
    engine.dispose()


def test_a_record_that_nothing_takes_is_said_not_to_be_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outbox").write_text("no folder")
    engine = open_database(f"sqlite:///{tmp_path / 'test.db'}")
    monkeypatch.setattr(
        hand_in, "keeper", lambda: RecordKeeper(engine, Outbox(tmp_path / "outbox"))
    )
    dispatcher = CollectingDispatcher()
    asyncio.run(hand_in.HandIn().run(dispatcher, agreed(), {}))
    assert dispatcher.messages[0]["response"] == "utter_record_not_sent"
    engine.dispose()


def test_an_erasure_that_fails_is_said_to_have_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def forget(self, _conversation: str) -> None:
            raise OSError

    monkeypatch.setattr(forget, "keeper", Away)
    dispatcher = CollectingDispatcher()
    tracker = agreed()
    tracker.slots["forget_sure"] = True
    events = asyncio.run(forget.ForgetPerson().run(dispatcher, tracker, {}))
    assert dispatcher.messages[0]["response"] == "utter_erasing_failed"
    assert "erased" not in [event["name"] for event in events]


def agreed() -> Tracker:
    """All is said; only the record is still to be handed in."""
    message = {"event": "user", "message_id": "m2", "timestamp": 1_790_000_100.0, "text": "skip"}
    slots: dict[str, Any] = {
        "age": 47,
        "run": {"id": "m1", "at": 1_790_000_000.0},
        "words": {"age": "I am 47"},
        "consent": True,
        "consent_asked": {"at": 1_790_000_050.0, "reply": f"{ASK}consent", "wording": "May I?"},
        "phone": "+14155550199",
    }
    events = [{**message, "input_channel": "website"}]
    return Tracker("web-1", slots, {}, events, False, None, {}, "action_listen")


def receipts(assistant: Assistant) -> list[Any]:
    return _rows(assistant, "SELECT id FROM hipwise_receipts")


def conversations(assistant: Assistant) -> str:
    return str(_rows(assistant, "SELECT data FROM events"))


def _rows(assistant: Assistant, query: str) -> list[Any]:
    database = sqlite3.connect(assistant.data_dir / "hipwise.db")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def on_disk(assistant: Assistant) -> bytes:
    """All files of the data folder: the database, its journal, the outbox, the log."""
    files = [path for path in assistant.data_dir.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)

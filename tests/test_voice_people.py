"""A caller who wants a person is put through in opening hours, and what becomes of that; messages
and call-backs as the clinic's staff see them, and how they are erased."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from records.call_tables import recordings_to_erase
from records.calls import CallBack, CallStore
from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from records.retention import Limits
from tests.phone import Phone
from tests.provider_api import ProviderApi, settings_for
from tools.assistant import Assistant
from tools.train import PROJECT

CLINIC = "+15550100188"
RECORDING = "RE22222222222222222222222222222222"
OPEN = {"AVN_CLINIC_PHONE": "+1 555 010 0188", "AVN_CLINIC_HOURS": "Mon-Sun 00:00-24:00"}


@pytest.fixture(scope="module")
def open_clinic(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    with Assistant(tmp_path_factory.mktemp("open"), **settings_for(twilio[1]), **OPEN) as running:
        yield running


class TestPutThrough:
    @pytest.mark.parametrize("asked", ["operator", "I want to talk to a real person"])
    def test_by_word(self, open_clinic: Assistant, asked: str) -> None:
        with Phone(open_clinic) as phone:
            phone.say(asked)
            assert dialled(phone) == CLINIC

    def test_by_key_also_in_the_middle(self, open_clinic: Assistant) -> None:
        with Phone(open_clinic) as phone:
            phone.say("start the questions")
            phone.press("0")
            assert dialled(phone) == CLINIC

    def test_in_an_emergency(self, open_clinic: Assistant) -> None:
        with Phone(open_clinic) as phone:
            phone.say("I have crushing chest pain and cannot breathe")
            assert "911" in phone.heard
            phone.press("0")
            assert dialled(phone) == CLINIC

    def test_at_the_pain_score_zero_is_an_answer_and_twice_a_person(
        self, open_clinic: Assistant
    ) -> None:
        with Phone(open_clinic) as phone:
            for said in ("start the questions", "yes", "47", "left", "no scans yet", "2 years"):
                phone.say(said)
            phone.press("00#")
            assert dialled(phone) == CLINIC

    def test_after_the_talk_the_call_ends(self, open_clinic: Assistant) -> None:
        with Phone(open_clinic) as phone:
            phone.press("0")
            phone.dialled("completed")
            assert phone.is_over

    @pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
    def test_nobody_answers(self, open_clinic: Assistant, status: str) -> None:
        with Phone(open_clinic) as phone:
            phone.press("0")
            assert "Nobody at the clinic" in " ".join(phone.dialled(status))
            phone.press("1")
            assert "Record" in phone.verbs
            phone.record(RECORDING)
            assert phone.is_over


class TestMessages:
    def test_the_clinic_has_the_number_and_the_recording(self, assistant: Assistant) -> None:
        leave_message(assistant, "+14155550141", RECORDING)
        (kept,) = [c for c in calls(assistant).call_backs() if c.phone == "+14155550141"]
        assert kept.recording == RECORDING

    def test_who_hangs_up_before_the_tone_is_called_back(self, assistant: Assistant) -> None:
        with Phone(assistant, number="+14155550142") as phone:
            phone.press("0")
            phone.press("1")
        assert "+14155550142" in numbers(assistant)

    def test_without_consent_nothing_is_kept(self, assistant: Assistant) -> None:
        with Phone(assistant, number="+14155550143") as phone:
            phone.press("0")
            phone.press("2")
        assert "+14155550143" not in numbers(assistant)

    def test_staff_sees_and_erases_it(self, assistant: Assistant) -> None:
        leave_message(assistant, "+14155550144", "")
        assert "+14155550144" in staff(assistant, "callbacks")
        assert "receipt" in staff(assistant, "erase", "+14155550144")
        assert "+14155550144" not in staff(assistant, "callbacks")

    def test_forget_me_erases_it_and_the_recording_follows(
        self, assistant: Assistant, api: ProviderApi
    ) -> None:
        recording = "RE33333333333333333333333333333333"
        api.recordings.add(recording)
        with Phone(assistant, number="+14155550145") as phone:
            phone.press("0")
            phone.press("1")
            phone.record(recording)
            assert "+14155550145" in numbers(assistant)
            # A caller who rings off and is still connected is the same call to the provider.
            phone.path = "/webhooks/voice/webhook"
            phone._post("turn?turn=50", SpeechResult="forget me", Confidence="0.9")
            assert "It is done" in phone.hear("yes")
        assert "+14155550145" not in numbers(assistant)
        staff(assistant, "retention")
        assert recording not in api.recordings


class TestWhatIsKept:
    @pytest.fixture
    def keeper(self, tmp_path: Path) -> RecordKeeper:
        return RecordKeeper(open_database(f"sqlite:///{tmp_path / 'a.db'}"), Outbox(tmp_path / "o"))

    def test_retention(self, keeper: RecordKeeper) -> None:
        now = datetime.now(timezone.utc)
        store = keeper.calls()
        for days, name in ((1, "new"), (40, "old"), (400, "ancient")):
            at = now - timedelta(days=days)
            store.begin(name, "caller-1", at)
            store.ask_call_back(CallBack(name, "+14155550199", at, f"RE-{name}"))
        keeper.erase_expired(Limits(records=365, conversations=30), now)
        assert store.begun_by("caller-1") == ["new"]
        assert [kept.conversation for kept in store.call_backs()] == ["new", "old"]
        assert waiting(store) == ["RE-ancient"]

    def test_who_is_erased_by_number_leaves_no_call(self, keeper: RecordKeeper) -> None:
        now = datetime.now(timezone.utc)
        store = keeper.calls()
        store.begin("one", "caller-1", now)
        store.begin("other", "caller-2", now)
        store.ask_call_back(CallBack("two", "+14155550199", now, "RE-two"))
        keeper.forget_everywhere("+14155550199", names=["caller-1"])
        assert store.begun_by("caller-1") == []
        assert store.begun_by("caller-2") == ["other"]
        assert store.call_backs() == []
        assert waiting(store) == ["RE-two"]

    def test_a_recording_waits_until_the_provider_answers(
        self, keeper: RecordKeeper, twilio: tuple[ProviderApi, str]
    ) -> None:
        from clinic.settings import read_settings  # noqa: PLC0415

        now = datetime.now(timezone.utc)
        store = keeper.calls()
        store.ask_call_back(CallBack("one", None, now, "RE-waits"))
        keeper.forget("one")
        away = read_settings({**settings_for("http://127.0.0.1:9"), "AVN_DATA_DIR": "/nowhere"})
        assert keeper.erase_recordings(away) == 1
        twilio[0].recordings.add("RE-waits")
        there = read_settings(settings_for(twilio[1]))
        assert keeper.erase_recordings(there) == 0
        assert "RE-waits" not in twilio[0].recordings
        assert waiting(store) == []


def leave_message(assistant: Assistant, number: str, recording: str) -> None:
    with Phone(assistant, number=number) as phone:
        phone.press("0")
        phone.press("1")
        phone.record(recording)


def dialled(phone: Phone) -> str | None:
    return phone.document.findtext("Dial/Number")


def calls(assistant: Assistant) -> CallStore:
    database = open_database(f"sqlite:///{assistant.data_dir / 'hipwise.db'}")
    return RecordKeeper(database, Outbox(assistant.data_dir / "outbox")).calls()


def numbers(assistant: Assistant) -> list[str | None]:
    return [call_back.phone for call_back in calls(assistant).call_backs()]


def staff(assistant: Assistant, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tools.records", *arguments],
        cwd=PROJECT,
        env=assistant.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def waiting(store: CallStore) -> list[str]:
    with store._engine.connect() as connection:
        return list(connection.execute(recordings_to_erase.select()).scalars())

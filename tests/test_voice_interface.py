"""The voice channel's webhooks: who may post, what comes back for anything else, once for each."""

import sqlite3
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from tests.phone import STATUS, WEBHOOK, Phone, check_end, sayings
from tests.provider_api import NUMBER, TOKEN
from tools.assistant import Assistant
from tools.provider import Provider, new_sid

CALL = {"CallSid": new_sid("CA"), "From": "+14155550123", "To": NUMBER, "CallStatus": "ringing"}
PATHS = ("webhook", "turn?turn=1", "silence?turn=1", "dialled?turn=1", "recorded?turn=1", "status")
WORDS = "my grandmother Petunia sells rhubarb"
# What is said of a reply with other words in another voice is none of the channel's business.
BEGUN = ("start the questions", "yes", "47")


@pytest.mark.parametrize("path", PATHS)
class TestWhoMayPost:
    def test_what_is_not_signed_is_refused(self, assistant: Assistant, path: str) -> None:
        answer = requests.post(f"{assistant.url}/webhooks/voice/{path}", CALL, timeout=60)
        assert answer.status_code == 403
        assert answer.json() == {"code": "not_signed"}

    def test_what_another_account_signed_is_refused(self, assistant: Assistant, path: str) -> None:
        stranger = Provider(assistant.url, "another token")
        assert stranger.post(f"/webhooks/voice/{path}", CALL).status_code == 403

    def test_a_place_that_was_changed_on_the_way_is_refused(
        self, assistant: Assistant, path: str
    ) -> None:
        twilio = Provider(assistant.url, TOKEN, seen_at="https://elsewhere.example")
        assert twilio.post(f"/webhooks/voice/{path}", CALL).status_code == 403

    def test_no_call_is_no_call(self, assistant: Assistant, path: str) -> None:
        twilio = Provider(assistant.url, TOKEN)
        assert twilio.post(f"/webhooks/voice/{path}", {"From": "+14155550123"}).status_code == 400

    def test_nothing_is_there_to_get(self, assistant: Assistant, path: str) -> None:
        answer = requests.get(f"{assistant.url}/webhooks/voice/{path}", timeout=60)
        assert answer.status_code in (404, 405)


class TestQuestions:
    def test_the_caller_may_speak_or_press_and_interrupt(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            gather = phone.document.find("Gather")
            assert gather is not None
            assert set(gather.attrib["input"].split()) == {"speech", "dtmf"}
            assert gather.attrib["bargeIn"] == "true"
            assert gather.attrib["language"] == "en-US"
            assert gather.attrib["speechModel"] == "phone_call"
            assert gather.attrib["speechTimeout"] == "auto"
            assert gather.attrib["timeout"] == "5"

    def test_the_recogniser_is_told_what_may_be_said(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            for said in (*BEGUN, "left", "no scans yet", "2 years", "5", "a cane"):
                phone.say(said)
            assert "prednisone" in hints(phone)
            phone.say("change my answer about scans, I had an mri")
            assert "Ficat two B" in hints(phone)

    def test_a_number_to_dial_is_said_digit_by_digit(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            assert 'interpret-as="digits">911<' in phone.text

    def test_a_long_result_is_said_in_parts_with_pauses(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            phone.say("start the questions")
            phone.say("yes")
            phone.say("12")
            phone.say("yes")
            gather = phone.document.find("Gather")
            assert gather is not None
            verbs = [verb.tag for verb in gather]
            assert verbs.count("Say") > 6
            assert verbs.count("Pause") == verbs.count("Say") - 1


class TestOnce:
    def test_a_webhook_that_comes_again_gets_the_same(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            for said in BEGUN:
                phone.say(said)
            first = phone.text
            assert phone.again().text == first
            assert phone.again().text == first
            phone.say("left")
            assert "Which scans" in phone.heard

    def test_silence_that_comes_again_climbs_no_ladder(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            phone.be_silent()
            first = phone.text
            assert [phone.again().text for _ in range(4)] == [first] * 4

    def test_calls_do_not_share_a_conversation(self, assistant: Assistant) -> None:
        with Phone(assistant) as one, Phone(assistant) as other:
            one.say("start the questions")
            other.say("yes")
            assert "How old" not in other.heard


class TestStatus:
    def test_a_call_that_goes_on_keeps_what_waits(self, assistant: Assistant) -> None:
        """The provider tells of every stage of a call."""
        with Phone(assistant) as phone:
            for said in ("start the questions", "yes", "47"):
                phone.say(said)
            phone.say("left", confidence=0.1)
            assert "I heard" in phone.heard
            call = {**CALL, "CallSid": phone.sid, "CallStatus": "in-progress"}
            assert phone.provider.post(STATUS, call).status_code == 204
            assert "Which scans" in phone.hear("yes")

    def test_nobody_goes_on_with_what_was_finished(self, assistant: Assistant) -> None:
        with Phone(assistant, number="+14155550161") as phone:
            for said in ("start the questions", "yes", "12", "yes", "no"):
                phone.say(said)
        with Phone(assistant, number="+14155550161") as later:
            later.press("2")
            later.press("12#")
            assert "nothing to go on with" in later.heard


class TestPrivacy:
    def test_no_word_of_the_caller_is_in_an_address(self, assistant: Assistant) -> None:
        with Phone(assistant) as phone:
            addresses = []
            for said in (*BEGUN, "left", WORDS):
                phone.say(said)
                addresses += [verb.text or "" for verb in phone.document.iter("Redirect")]
                addresses += [verb.attrib["action"] for verb in phone.document.iter("Gather")]
            known = {"turn", "rung", "at", "keys", "tries", "by_keys"}
            for address in addresses:
                assert {name for name, _ in parse_qsl(urlsplit(address).query)} <= known
                assert "rhubarb" not in address and "left" not in address

    def test_neither_words_nor_number_are_in_the_log(self, assistant: Assistant) -> None:
        with Phone(assistant, number="+14155557788") as phone:
            phone.say(WORDS)
        printed = assistant.printed()
        assert "rhubarb" not in printed
        assert "5557788" not in printed

    def test_the_number_is_in_no_table_before_it_is_left(self, assistant: Assistant) -> None:
        with Phone(assistant, number="+14155557799") as phone:
            for said in BEGUN:
                phone.say(said)
        assert b"5557799" not in everything_in(assistant.data_dir / "hipwise.db")


class TestOddities:
    @pytest.mark.parametrize(
        "fields",
        [
            {"Digits": ""},
            {"Digits": "A"},
            {"Digits": "123456789012345678901234567890"},
            {"SpeechResult": ""},
            {"SpeechResult": "  /restart  "},
            {"SpeechResult": "x" * 3000},
            {"SpeechResult": "left", "Confidence": "very"},
            {"SpeechResult": "left", "Confidence": ""},
            {"SpeechResult": "\N{PILE OF POO} \N{PILE OF POO}"},
        ],
    )
    def test_what_makes_no_sense_is_met_kindly(
        self, assistant: Assistant, fields: dict[str, str]
    ) -> None:
        check_answer(assistant, "turn?turn=7", fields)

    @pytest.mark.parametrize(
        "place",
        [
            "turn?turn=x&at=nowhere&rung=-3",
            "turn",
            "turn?turn=3&at=heard",
            "turn?turn=3&at=number",
            "turn?turn=3&keys=stage_letter",
            "turn?turn=3&keys=no_such_place",
            "silence?turn=3&at=heard",
            "silence?turn=99999999999999999999",
            "dialled?turn=3",
            "recorded?turn=3",
        ],
    )
    def test_a_place_that_leads_nowhere_leads_on(self, assistant: Assistant, place: str) -> None:
        check_answer(assistant, place, {"Digits": "1"} if place.startswith("turn") else {})


def check_answer(assistant: Assistant, path: str, fields: dict[str, str]) -> None:
    call = {**CALL, "CallSid": new_sid("CA"), **fields}
    answer = Provider(assistant.url, TOKEN).post(f"/webhooks/voice/{path}", call)
    assert answer.status_code == 200
    document = ET.fromstring(answer.text)
    check_end(document)
    assert "does not work" not in " ".join(sayings(document))


def hints(phone: Phone) -> list[str]:
    gather = phone.document.find("Gather")
    assert gather is not None
    return gather.attrib["hints"].split(",")


def everything_in(database: Path) -> bytes:
    with sqlite3.connect(database) as connection:
        return "\n".join(connection.iterdump()).encode()


def test_the_channel_is_off_without_an_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from channels.voice import Voice  # noqa: PLC0415

    monkeypatch.setenv("AVN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", f"AC{uuid.uuid4().hex}")
    monkeypatch.delenv("TWILIO_AUTH_TOKEN", raising=False)
    assert not Voice().blueprint(_nobody).routes
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    paths = {route.uri for route in Voice().blueprint(_nobody)._future_routes}
    assert {WEBHOOK.rpartition("/")[2], STATUS.rpartition("/")[2]} <= {
        path.strip("/") for path in paths
    }


def test_where_nothing_works_the_caller_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from channels.voice import Voice  # noqa: PLC0415

    monkeypatch.setenv("AVN_DATA_DIR", str(tmp_path))
    document = ET.fromstring(Voice()._failed())
    check_end(document)
    assert "Something on our side does not work" in sayings(document)[0]


async def _nobody(_: object) -> None:
    raise AssertionError

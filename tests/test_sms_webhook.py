"""The webhook for text messages: who may post, what comes twice, and what comes without words."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from clinic.texting.gsm7 import is_gsm7, segments
from tests.content import all_replies, filled
from tests.provider_api import TOKEN, ProviderApi, settings_for
from tests.texter import PATH, Texter
from tools.assistant import Assistant
from tools.provider import Provider, new_sid

PUBLIC = "https://assistant.clinic.example"
NEXT_TOKEN = "the-next-token"
A_DAY = "I have had pain in my left hip since the winter and the doctor sent me for a scan. "


def sms(name: str) -> str:
    return filled(next(r["text"] for r in all_replies()[name] if r.get("channel") == "sms"))


@pytest.fixture
def texter(assistant: Assistant) -> Texter:
    return Texter(assistant)


@pytest.fixture(scope="module")
def proxied(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    """Behind a proxy, with a low limit, and while its token, which is in a file, is exchanged."""
    folder = tmp_path_factory.mktemp("proxied")
    (folder / "token").write_text(f"{TOKEN}\n")
    settings = {
        **settings_for(twilio[1]),
        "AVN_PUBLIC_URL": PUBLIC,
        "AVN_RATE_PER_SESSION": "4",
        "TWILIO_AUTH_TOKEN": "",
        "TWILIO_AUTH_TOKEN_FILE": str(folder / "token"),
        "TWILIO_AUTH_TOKEN_SECONDARY": NEXT_TOKEN,
    }
    with Assistant(folder, **settings) as running:
        yield running


class TestSender:
    @pytest.mark.parametrize("signature", ["", "AAAA", None])
    def test_what_the_provider_did_not_sign_is_refused(
        self, texter: Texter, assistant: Assistant, signature: str | None
    ) -> None:
        headers = {} if signature is None else {"X-Twilio-Signature": signature}
        refused = requests.post(
            f"{assistant.url}{PATH}", texter.fields("hello"), headers=headers, timeout=20
        )
        assert refused.status_code == 403
        assert "Message" not in refused.text

    def test_another_token_signs_nothing(self, texter: Texter, assistant: Assistant) -> None:
        stranger = Provider(assistant.url, "another token")
        assert stranger.post(PATH, texter.fields("hello")).status_code == 403

    def test_behind_a_proxy_the_public_address_is_signed(self, proxied: Assistant) -> None:
        texter = Texter(proxied)
        fields = texter.fields("hello")
        assert texter.post("hello").status_code == 403
        through_proxy = Provider(proxied.url, TOKEN, seen_at=PUBLIC)
        assert "<Message>" in through_proxy.post(PATH, fields).text

    @pytest.mark.parametrize("token", [TOKEN, NEXT_TOKEN])
    def test_either_of_two_tokens_signs(self, proxied: Assistant, token: str) -> None:
        signed = Provider(proxied.url, token, seen_at=PUBLIC)
        assert signed.post(PATH, Texter(proxied).fields("hello")).ok

    def test_a_third_token_signs_nothing(self, proxied: Assistant) -> None:
        stranger = Provider(proxied.url, "another token", seen_at=PUBLIC)
        assert stranger.post(PATH, Texter(proxied).fields("hello")).status_code == 403

    @pytest.mark.parametrize("missing", ["MessageSid", "From", "To"])
    def test_what_is_no_message_is_refused(self, texter: Texter, missing: str) -> None:
        assert texter.post("hello", **{missing: ""}).status_code == 400
        assert texter.post("hello", **{missing: "x" * 500}).status_code == 400

    def test_without_an_account_there_is_no_webhook(self, tmp_path: Path) -> None:
        with Assistant(tmp_path, TWILIO_ACCOUNT_SID="AC1") as closed:
            assert Texter(closed).post("hello").status_code == 404


class TestTwice:
    def test_a_webhook_that_comes_again_gets_the_same_reply(self, texter: Texter) -> None:
        texter.known().text("start")
        texter.text("yes")
        sid = new_sid("SM")
        first = texter.text("47", sid)
        assert texter.text("47", sid) == first
        assert "left" in first[0]
        assert texter.text("left")[0].startswith("Question 4")

    def test_several_at_the_same_moment_are_one(self, texter: Texter) -> None:
        texter.known().text("start")
        texter.text("yes")
        sid = new_sid("SM")
        with ThreadPoolExecutor(6) as pool:
            replies = list(pool.map(lambda _: texter.text("47", sid), range(6)))
        assert all(reply == replies[0] for reply in replies)
        assert texter.text("left")[0].startswith("Question 4")

    def test_an_old_stop_that_comes_again_stops_nothing(self, texter: Texter) -> None:
        sid = new_sid("SM")
        stopped = texter.known().text("STOP", sid)
        texter.text("START")
        assert texter.text("STOP", sid) == stopped
        assert texter.text("hello")


class TestFirstContact:
    def test_it_says_who_writes_and_answers(self, texter: Texter) -> None:
        first, second = texter.text("how much does it cost?")
        assert first == sms("utter_text_introduction")
        assert second == sms("utter_ask/cost")
        assert sms("utter_text_introduction") not in texter.hear("thanks")

    def test_a_picture_is_told_too(self, texter: Texter) -> None:
        said = texter.text("", NumMedia="1")
        assert said == [sms("utter_text_introduction"), sms("utter_text_picture")]

    def test_an_alarm_comes_before_it(self, texter: Texter) -> None:
        alarm, introduction = texter.text("crushing chest pain and I cannot breathe")
        assert alarm == sms("utter_emergency")
        assert introduction == sms("utter_text_introduction")


class TestWithoutWords:
    def test_a_picture(self, texter: Texter) -> None:
        assert texter.known().text("", NumMedia="1") == [sms("utter_text_picture")]

    def test_a_picture_with_words(self, texter: Texter) -> None:
        texter.known()
        heard = "\n".join(texter.text("how much does it cost?", NumMedia="1"))
        assert sms("utter_ask/cost") in heard
        assert sms("utter_text_attachment") in heard

    def test_an_alarm_with_a_picture_is_an_alarm_first(self, texter: Texter) -> None:
        said = texter.known().text("crushing chest pain, cannot breathe", NumMedia="1")
        assert said == [sms("utter_emergency")]

    @pytest.mark.parametrize("body", ["", "   ", "\n"])
    def test_nothing_at_all(self, texter: Texter, body: str) -> None:
        assert texter.known().text(body) == [sms("utter_text_empty")]

    def test_in_the_middle_of_the_questions_the_question_comes_again(self, texter: Texter) -> None:
        texter.known().text("start")
        heard = "\n".join(texter.text("", NumMedia="2"))
        assert sms("utter_text_picture") in heard
        assert "1 Yes, 2 no or 3 not sure" in heard
        assert texter.text("1")[0].startswith("Question 2")

    @pytest.mark.parametrize("body", ["\U0001f600\U0001f600", "\U0001f600" * 1600])
    def test_emoji_only(self, texter: Texter, body: str) -> None:
        assert texter.known().text(body) == [sms("utter_unreadable")]

    @pytest.mark.parametrize("body", ["股骨头坏死的干细胞治疗要多少钱", "сколько это стоит?"])
    def test_another_alphabet(self, texter: Texter, body: str) -> None:
        assert "English" in texter.known().hear(body)

    @pytest.mark.parametrize("length", [1600, 2100, 6000])
    def test_a_very_long_text(self, texter: Texter, length: int) -> None:
        story = (A_DAY * 100)[:length]
        said = texter.known().text(f"{story} So how much does the treatment cost?")
        assert said
        assert all(segments(message) <= 2 for message in said)

    def test_an_alarm_at_the_end_of_a_very_long_text(self, texter: Texter) -> None:
        said = texter.known().text(f"{A_DAY * 25} and now I have chest pain and cannot breathe")
        assert said == [sms("utter_emergency")]


class TestFlood:
    def test_it_is_answered_once_then_let_go(self, proxied: Assistant) -> None:
        texter = Texter(proxied)
        texter.provider = Provider(proxied.url, TOKEN, seen_at=PUBLIC)
        for _ in range(4):
            assert texter.text("thanks")
        assert texter.text("thanks") == [sms("utter_text_too_many")]
        assert texter.text("thanks") == []
        assert texter.text("STOP") == [sms("utter_text_stopped")]


class TestWhatsApp:
    def test_longer_messages_and_a_conversation_of_its_own(self, assistant: Assistant) -> None:
        by_text = Texter(assistant).known()
        by_text.text("start")
        on_whatsapp = Texter(assistant, by_text.number, on_whatsapp=True)
        (welcome,) = on_whatsapp.text("start")
        assert sms("utter_text_introduction") in welcome
        assert "1 Yes, 2 no or 3 not sure" in welcome
        assert on_whatsapp.text("1")[0].startswith("Question 2")
        assert by_text.text("no")[0].startswith("Question 2")


def test_every_answer_has_the_alphabet_of_text_messages(texter: Texter) -> None:
    for question in ("what is avn", "what are the risks", "is it approved", "menu", "sources"):
        for message in texter.text(question):
            assert is_gsm7(message)
            assert segments(message) <= 2
            assert "**" not in message


def test_what_twilio_has_answered_itself_is_not_answered_twice(texter: Texter) -> None:
    texter.known()
    assert texter.text("arret", OptOutType="STOP") == []
    assert texter.text("hello") == []
    assert texter.text("demarrer", OptOutType="START") == [sms("utter_text_started")]

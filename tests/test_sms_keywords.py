"""The words that every text service knows, at any time and in the middle of anything."""

import pytest

from clinic.texting.gsm7 import segments
from tests.content import all_replies
from tests.provider_api import ProviderApi
from tests.test_sms_webhook import sms
from tests.test_thread import VAGUE
from tests.texter import Texter
from tools.assistant import Assistant
from tools.provider import new_sid

STOPS = ["STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", "OPT-OUT", "Stop."]


@pytest.fixture
def texter(assistant: Assistant) -> Texter:
    return Texter(assistant).known()


class TestStop:
    @pytest.mark.parametrize("word", STOPS)
    def test_it_ends_all_texts_at_once(self, texter: Texter, word: str) -> None:
        assert texter.text(word) == [sms("utter_text_stopped")]
        assert texter.text("hello") == []
        assert texter.text("HELP") == []
        assert texter.text(word) == []
        assert texter.text("", NumMedia="1") == []

    @pytest.mark.parametrize("word", ["START", "unstop", "YES"])
    def test_until_start(self, texter: Texter, word: str) -> None:
        texter.text("STOP")
        assert texter.text(word) == [sms("utter_text_started")]
        assert texter.text("thanks") == [sms("utter_thanks")]

    def test_yes_is_an_answer_where_nothing_was_stopped(self, texter: Texter) -> None:
        texter.text("start")
        assert texter.text("YES")[0].startswith("Question 2")

    def test_as_the_first_word_ever(self, assistant: Assistant) -> None:
        assert Texter(assistant).text("STOP") == [sms("utter_text_stopped")]

    def test_a_sentence_is_no_keyword(self, texter: Texter) -> None:
        assert texter.text("how do i stop these texts") == [sms("utter_stop_sms")]

    def test_in_the_middle_of_an_alarm(self, texter: Texter) -> None:
        texter.text("crushing chest pain and I cannot breathe")
        assert texter.text("STOP") == [sms("utter_text_stopped")]
        again = texter.text("START")
        assert again[0] == sms("utter_alarm_reminder_emergency")

    def test_nothing_is_sent_by_the_api_either(self, texter: Texter, api: ProviderApi) -> None:
        texter.text("STOP")
        texter.text("hello")
        assert api.sent_to(texter.number) == []


class TestHelp:
    @pytest.mark.parametrize("word", ["HELP", "info", "Help!"])
    def test_it_names_the_clinic(self, texter: Texter, word: str) -> None:
        (said,) = texter.text(word)
        assert said == sms("utter_text_help")
        assert "the hip clinic" in said

    def test_in_the_middle_of_the_questions(self, texter: Texter) -> None:
        texter.text("start")
        texter.text("yes")
        heard = texter.hear("HELP")
        assert sms("utter_text_help") in heard
        assert "How old are you" in heard
        assert texter.text("47")[0].startswith("Question 3")

    def test_in_the_middle_of_an_alarm_the_alarm_comes_first(self, texter: Texter) -> None:
        texter.text("crushing chest pain and I cannot breathe")
        reminder, help_ = texter.text("HELP")
        assert reminder == sms("utter_alarm_reminder_emergency")
        assert help_ == sms("utter_text_help")


class TestMore:
    def test_it_goes_on_to_the_end(self, texter: Texter) -> None:
        texter.text("what is avn")
        page = texter.text("SOURCES")[-1]
        heard = [page]
        while page.endswith("Reply MORE"):
            page = texter.text("more")[-1]
            heard.append(page)
        assert len(heard) > 1
        assert all(segments(each) <= 2 for each in heard)

    def test_it_goes_on_after_help(self, texter: Texter) -> None:
        texter.text("what is avn")
        assert texter.hear("sources").endswith("Reply MORE")
        texter.text("help")
        assert "https://" in texter.hear("MORE")

    def test_another_question_ends_it(self, texter: Texter) -> None:
        texter.text("what is avn")
        texter.text("sources")
        texter.text("thanks")
        assert "doi.org" not in texter.hear("MORE")

    def test_with_nothing_left_it_tells_more_of_the_topic(self, texter: Texter) -> None:
        texter.text("how much does it cost?")
        assert sms("utter_more/cost") in texter.hear("MORE")

    def test_it_comes_again_for_a_webhook_that_comes_again(self, texter: Texter) -> None:
        texter.text("what is avn")
        texter.text("sources")
        sid = new_sid("SM")
        assert texter.text("MORE", sid) == texter.text("MORE", sid)


class TestSources:
    def test_names_and_addresses(self, texter: Texter) -> None:
        texter.text("is it approved by the fda")
        heard = texter.hear("SOURCES")
        while heard.endswith("Reply MORE"):
            heard += texter.hear("MORE")
        assert "Evidence:" in heard
        assert "https://" in heard

    def test_before_any_answer(self, texter: Texter) -> None:
        assert texter.text("SOURCES") == [sms("utter_no_sources")]


def test_menu_and_agent(texter: Texter) -> None:
    assert texter.text("MENU") == [sms("utter_help")]
    assert texter.text("AGENT") == [sms("utter_human_handoff")]


class TestNumbers:
    def test_a_number_picks_what_the_question_offers(self, texter: Texter) -> None:
        texter.text("start")
        assert texter.text("the first one")[0].startswith("Question 2")
        assert texter.text("47")[0] == "Question 3 of about 11. Which hip is it: " + (
            "1 left, 2 right or 3 both?"
        )
        assert texter.text("2.")[0].startswith("Question 4")

    def test_where_the_question_wants_a_number_it_is_the_answer(self, texter: Texter) -> None:
        for said in ("start", "1", "47", "1", "mri", "2"):
            heard = texter.hear(said)
        # Stage "2", which has to be told in which system.
        assert "Ficat" in heard
        for said in ("arco", "2%", "2 years", "2"):
            heard = texter.hear(said)
        assert "How do you get around" in heard
        for said in ("2", "none", "none", "none"):
            heard = texter.hear(said)
        assert "Stage: ARCO 2" in heard
        assert "Lesion size: small" in heard
        assert "Pain score: 2/10" in heard
        assert "Walks: with a cane" in heard

    def test_a_topic_out_of_several(self, texter: Texter) -> None:
        offered = next(h for text in VAGUE if "Did you mean" in (h := texter.hear(text)))
        second = offered.partition("2 ")[2].partition(",")[0]
        asked = next(
            name
            for name, variants in all_replies().items()
            if (variants[0].get("metadata") or {}).get("title") == second
        )
        assert sms(asked) in texter.hear("the second one")

    def test_an_alarm_has_no_number(self, texter: Texter) -> None:
        (alarm,) = texter.text("crushing chest pain and I cannot breathe")
        assert alarm == sms("utter_emergency")
        assert texter.text("1") == [sms("utter_alarm_reminder_emergency")]

"""What a person types or says is never a command, however it begins, on any channel: Rasa drops
white space before it looks for the slash that makes one."""

import pytest

from channels.incoming import Incoming
from tests.content import said
from tests.phone import Phone
from tests.texter import Texter
from tests.visitor import Visitor
from tools.assistant import Assistant

# All that Rasa strips (that Python does), and what cannot be seen besides.
BEGINNINGS = ("", " ", "\n", "\t", "\r\n", "\x0b", "\x1c", "\x85", "\u00a0", "\u2003", "\u2028",
              "\u3000", "\u200b", "\ufeff", "\0", "/", "/ \n", "\uff0f")  # fmt: skip
# Run as a command it lifts the alarm; as words it says nothing about it.
ALL_CLEAR = '/safe_now{"topic": "cost"}'
ALARM = "I have crushing chest pain and cannot breathe"
REMINDER = "utter_alarm_reminder_emergency"


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_what_is_typed_or_sent_as_a_button_is_words(visitor: Visitor, beginning: str) -> None:
    visitor.say(ALARM)
    assert visitor.hear(f"{beginning}{ALL_CLEAR}") == said(REMINDER)
    sent = visitor.post(payload=f"{beginning}{ALL_CLEAR}").json()
    assert sent.get("code") == "not_offered" or sent["messages"][0]["text"] == said(REMINDER)


def test_a_command_is_run_only_as_it_was_offered(visitor: Visitor) -> None:
    visitor.say(ALARM)
    (offered,) = [b["payload"] for reply in visitor.latest for b in reply.get("buttons", [])]
    assert visitor.post(payload=f"{offered}{{}}").status_code == 400
    answer = visitor.post(payload=offered)
    assert answer.json()["messages"][0]["text"] == said("utter_safe_now")


@pytest.mark.parametrize("text", ["", "/", "//", "\u3000/", "\ufeff"])
def test_what_has_no_words_is_met_with_a_kind_one(visitor: Visitor, text: str) -> None:
    visitor.say("start the questions")
    visitor.say("yes")
    assert visitor.hear(text)
    # Nothing was begun anew.
    assert said("utter_ask_prescreen_form_hip_side") in visitor.hear("47")


@pytest.mark.parametrize("beginning", ["", "\n", "/\n", "/\u3000", "\ufeff"])
def test_a_text_message_is_words(assistant: Assistant, beginning: str) -> None:
    for texter in (Texter(assistant), Texter(assistant, on_whatsapp=True)):
        texter.known().text(ALARM)
        alarmed = texter.hear("hmm")
        assert texter.hear(f"{beginning}{ALL_CLEAR}") == alarmed


@pytest.mark.parametrize("beginning", ["", "\n", "/\n", "/\u3000", "\ufeff"])
def test_what_a_caller_says_or_presses_is_words(assistant: Assistant, beginning: str) -> None:
    with Phone(assistant) as phone:
        phone.say(ALARM)
        alarmed = phone.hear("hmm")
        assert phone.hear(f"{beginning}{ALL_CLEAR}") == alarmed
        assert said("utter_greet") not in " ".join(phone._act(Digits=f"{beginning}/greet"))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_what_an_app_sends_is_words_unless_it_begins_as_a_command(beginning: str) -> None:
    """Messenger, Telegram and Slack do not tell buttons from words."""
    incoming = Incoming.chosen("1", f"{beginning}/greet")
    assert incoming.is_command == (incoming.text.strip()[:1] == "/")

"""What the provider would accept of an assistant's answer, and what the caller's keys and words
come to (tools/twiml.py, tools/call.py, tools/keypad.py)."""

import pytest

from tools.call import gathered
from tools.keypad import HungUp, Turn, read_turn
from tools.twiml import MESSAGING, NotTwiml, Verb, read_twiml

WHOLE_CALL = """<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Gather input="dtmf speech" action="/next?turn=1" hints="Ficat, ARCO" finishOnKey="">
    <Say voice="Polly.Joanna">Call <say-as interpret-as="digits">911</say-as><break
      strength="medium"/>now.</Say>
    <Pause length="1"/>
  </Gather>
  <Dial action="/dialled" timeout="20"><Number>+15550100100</Number></Dial>
  <Record action="/recorded" maxLength="120" recordingStatusCallback="/kept"/>
  <Redirect method="POST">/again</Redirect>
  <Hangup/>
</Response>"""


class TestReading:
    def test_a_whole_call(self) -> None:
        gather, dial, record, redirect, hangup = read_twiml(WHOLE_CALL)
        say, pause = gather.inside
        assert say.text == "Call 911 now."
        assert pause.attributes == {"length": "1"}
        assert dial.text == "+15550100100"
        assert record.attributes["recordingStatusCallback"] == "/kept"
        assert (redirect.text, hangup.name) == ("/again", "Hangup")

    def test_messages_keep_their_lines(self) -> None:
        first, second = read_twiml(
            "<Response><Message>One\n\nTwo</Message><Message><Body>&lt;3</Body></Message></Response>",
            MESSAGING,
        )
        assert (first.text, second.text) == ("One\n\nTwo", "<3")

    def test_an_empty_document_is_silence(self) -> None:
        assert read_twiml("<Response/>") == ()

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "no XML"),
            ("hello", "no XML"),
            ("<Response><Say>Hello</Response>", "no XML"),
            ("<Answer/>", "begins with <Response>, not <Answer>"),
            ('<Response to="you"/>', "begins with <Response>"),
            ("<Response><Speak>Hello</Speak></Response>", "<Speak> has no place in <Response>"),
            ("<Response><say>Hello</say></Response>", "<say> has no place"),
            ("<Response><Number>1</Number></Response>", "<Number> has no place in <Response>"),
            ("<Response><Message>Hello</Message></Response>", "<Message> has no place"),
            (
                "<Response><Gather><Hangup/></Gather></Response>",
                "<Hangup> has no place in <Gather>",
            ),
            ('<Response><Say tone="kind">Hello</Say></Response>', "no attribute tone"),
            ("<Response><Say> </Say></Response>", "nothing to say"),
            ("<Response><Say>Hello <b>you</b></Say></Response>", "<b> has no place in <Say>"),
        ],
    )
    def test_what_the_provider_would_not_take(self, text: str, reason: str) -> None:
        with pytest.raises(NotTwiml, match=reason):
            read_twiml(text)


class TestKeypad:
    @pytest.mark.parametrize(
        ("typed", "turn"),
        [
            ("", Turn()),
            ("  ", Turn()),
            ("what does it cost", Turn("what does it cost")),
            ("12", Turn(keys="12")),
            ("#12", Turn(keys="12")),
            ("12#", Turn(keys="12#")),
            ("#", Turn(keys="#")),
            ("*", Turn(keys="*")),
            ("stage 2", Turn("stage 2")),
            (":low ficat two", Turn("ficat two", confidence=0.25)),
        ],
    )
    def test_what_is_typed(self, typed: str, turn: Turn) -> None:
        assert read_turn(typed) == turn

    def test_hanging_up(self) -> None:
        with pytest.raises(HungUp):
            read_turn(":hangup")

    @pytest.mark.parametrize(
        ("attributes", "turn", "posted"),
        [
            ({"input": "dtmf speech"}, Turn("yes"), {"SpeechResult": "yes", "Confidence": "0.93"}),
            ({"input": "dtmf speech"}, Turn(keys="42#"), {"Digits": "42"}),
            ({"input": "dtmf speech", "numDigits": "1"}, Turn(keys="42"), {"Digits": "4"}),
            ({"input": "dtmf", "finishOnKey": ""}, Turn(keys="#"), {"Digits": "#"}),
            ({"input": "speech"}, Turn(keys="42"), {}),
            ({}, Turn("yes"), {}),
            ({"input": "dtmf speech"}, Turn(), {}),
        ],
    )
    def test_what_the_provider_makes_of_it(
        self, attributes: dict[str, str], turn: Turn, posted: dict[str, str]
    ) -> None:
        assert gathered(Verb("Gather", attributes, "", ()), turn) == posted

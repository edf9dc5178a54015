"""`make sms` and `make call` as somebody uses them who has just found the project."""

import os
import signal
import subprocess
import sys
from itertools import count

import pytest

from tests.content import all_replies, filled
from tests.provider_api import settings_for
from tools.assistant import Assistant, free_ports
from tools.train import PROJECT

NUMBERS = count()
WHOLE_CALL = [
    "start the questions", "yes", "fifty two", "the right one", "an MRI", ":low ficat two a", "1",
    "2", "about eight months", "6#", "none", "steroids", "none", "none", "yes",
    "no", "yes", "goodbye",
]  # fmt: skip
# Where the tests run in the background, Ctrl-C is ignored from the start.
LISTENING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("tools.{tool}", run_name="__main__")
"""
PATIENCE_S = 400  # the assistant of its own may have to train


def run(tool: str, typed: list[str], *address: str, **settings: str) -> str:
    """What the terminal shows. There is never a stack trace."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.{tool}", *address],
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, **settings},
        timeout=PATIENCE_S,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return " ".join((done.stdout + done.stderr).split())


def use(tool: str, assistant: Assistant, *typed: str) -> str:
    """A new person, with an assistant that runs; what it sends by itself goes elsewhere."""
    number = f"+1415555{next(NUMBERS):04}"
    return run(tool, list(typed), assistant.url, number, **settings_for(""))


def heard(name: str, channel: str) -> str:
    """The beginning of a reply; what comes behind it may be said in other ways."""
    reply = next(r for r in all_replies()[name] if r.get("channel") == channel)
    return " ".join(filled(reply["text"]).split())[:60]


class TestOutOfTheBox:
    def test_a_question_by_text_message(self) -> None:
        shown = run("sms", ["how much does it cost"])
        assert "sms: starting the assistant" in shown
        assert heard("utter_ask/cost", "sms") in shown

    def test_a_whole_call_and_its_summary_as_a_text_message(self) -> None:
        shown = run("call", WHOLE_CALL)
        assert "call: starting the assistant" in shown
        assert "(a text message comes)" in shown.partition(heard("utter_call_text", "voice"))[2]
        assert shown.endswith("call: the assistant hung up")


class TestTexting:
    def test_a_question_a_picture_and_the_same_once_more(self, assistant: Assistant) -> None:
        shown = use(
            "sms", assistant,
            ":repeat", "what is avn", ":repeat", ":picture", "", ":whatsapp", "hello", ":quit",
        )  # fmt: skip
        assert "(there is none yet)" in shown
        assert shown.count(heard("utter_ask/what_is_avn", "sms")) == 2
        assert "segment" in shown
        assert heard("utter_text_picture", "sms") in shown
        assert heard("utter_text_empty", "sms") in shown
        assert "(now in WhatsApp)" in shown

    def test_an_emergency(self, assistant: Assistant) -> None:
        shown = use("sms", assistant, "crushing chest pain, cannot breathe", "what does it cost")
        assert heard("utter_emergency", "sms") in shown
        assert heard("utter_alarm_reminder_emergency", "sms") in shown

    def test_stop_and_start(self, assistant: Assistant) -> None:
        shown = use("sms", assistant, "STOP", "START")
        assert heard("utter_text_stopped", "sms") in shown
        assert heard("utter_text_started", "sms") in shown


class TestCalling:
    def test_speech_keys_silence_and_hanging_up(self, assistant: Assistant) -> None:
        shown = use("call", assistant, "what is avn", "", "#", ":low ficat two", ":hangup")
        assert "I am not a person" in shown
        assert heard("utter_ask/what_is_avn", "voice") in shown
        assert heard("utter_call_silence", "voice") in shown
        assert shown.endswith("call: you hung up")

    def test_an_emergency_is_ended_so_that_the_caller_can_dial(self, assistant: Assistant) -> None:
        shown = use("call", assistant, "I have crushing chest pain and cannot breathe", "1")
        assert heard("utter_emergency", "voice") in shown
        assert shown.endswith("call: the assistant hung up")

    def test_nobody_says_anything(self, assistant: Assistant) -> None:
        shown = use("call", assistant, *[""] * 12)
        assert shown.endswith("call: the assistant hung up")


class TestWhenSomethingIsMissing:
    @pytest.mark.parametrize("tool", ["sms", "call"])
    def test_no_credentials(self, tool: str) -> None:
        shown = run(tool, [], "http://localhost:1", TWILIO_ACCOUNT_SID="", TWILIO_AUTH_TOKEN="")
        assert shown == (
            f"{tool}: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as for that assistant"
        )

    @pytest.mark.parametrize("tool", ["sms", "call"])
    def test_no_assistant(self, tool: str) -> None:
        nowhere = f"http://127.0.0.1:{free_ports(1)[0]}"
        shown = run(tool, ["hello"], nowhere, **settings_for(""))
        assert shown.endswith(
            f"{tool}: the assistant does not answer; is it running at that address?"
        )

    @pytest.mark.parametrize("tool", ["sms", "call"])
    def test_the_credentials_of_another_account(self, assistant: Assistant, tool: str) -> None:
        settings = {**settings_for(""), "TWILIO_AUTH_TOKEN": "other"}
        assert "refused with 403" in run(tool, ["hello"], assistant.url, **settings)


class TestCtrlC:
    @pytest.mark.parametrize("tool", ["sms", "call"])
    @pytest.mark.parametrize("shown", ["starting the assistant", "you> "])
    def test_it_ends_without_a_stack_trace(
        self, assistant: Assistant, tool: str, shown: str
    ) -> None:
        address = [assistant.url] if shown == "you> " else []
        with subprocess.Popen(
            [sys.executable, "-c", LISTENING.format(tool=tool), *address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=PROJECT,
            env={**os.environ, **settings_for("")},
        ) as process:
            read_until(process, shown)
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, b"Traceback" in rest) == (0, False)


def read_until(process: "subprocess.Popen[bytes]", text: str) -> None:
    assert process.stdout
    read = b""
    while text.encode() not in read:
        piece = process.stdout.read(1)
        assert piece, read.decode()
        read += piece

"""No word of a person reaches the log, whichever channel brings it and however odd it is: the
real assistant, what makes Rasa and the servers complain, and then a search of all they wrote."""

import asyncio
import itertools
import json
import logging
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog
from rasa.core.channels.facebook import Messenger
from rasa.utils.log_utils import configure_structlog

from tests.phone import Phone
from tests.provider_api import ProviderApi, settings_for
from tests.texter import Texter
from tests.visitor import Visitor
from tools.assistant import Assistant
from tools.private_log import keep_words_out

MARK = "xylophone"
# Each makes Rasa say something of its own about it, where it takes them for commands.
ODD = (
    "{m}", "/", "/{m}", "/{m} hurts", "//{m}", "/{{{m}", '/ask{{"{m}": "{m}"}}', "/ask{{{m}}}",
    "/ask@{m}", "/ask@9.9 {m}", '/ask{{"topic": "{m}"}} {m}', '/inform{{"age": ["{m}"]}}',
    "EXTERNAL: {m}", "/session_start {m}", "{m}\0", "{{{m}}}", "%s {m} %d", "\x1b[31m{m}",
    '{{"user_text": "{m}"}}',
)  # fmt: skip
BEGINNINGS = ("", "\n", "\u00a0", "\u3000", "\ufeff")
QUESTIONS = ("start the questions", "yes")


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    """One of its own, whose whole log is this module's."""
    with Assistant(tmp_path_factory.mktemp("private"), **settings_for(twilio[1])) as running:
        yield running


def odd_words() -> Iterator[str]:
    for beginning, odd in itertools.product(BEGINNINGS, ODD):
        yield beginning + odd.format(m=MARK)


def test_the_website(assistant: Assistant) -> None:
    with Visitor(assistant.url) as visitor:
        for text in (*odd_words(), *QUESTIONS, *odd_words()):
            visitor.post(text=text)
            visitor.post(payload=text)
        visitor.post(message_id=MARK * 200, text=MARK)
        for body in (MARK.encode(), f'{{"{MARK}'.encode(), b"\xff" + MARK.encode()):
            visitor.client.post("/messages", content=body, headers=visitor.authorization)
    check(assistant)


def test_text_messages(assistant: Assistant) -> None:
    for texter in (Texter(assistant), Texter(assistant, on_whatsapp=True)):
        for text in odd_words():
            texter.post(text)
    check(assistant)


def test_calls(assistant: Assistant) -> None:
    for odd in ODD:
        with Phone(assistant) as phone:
            phone.say(odd.format(m=MARK))
            if not phone.is_over and phone.verbs[-1] != "Dial":
                phone._act(Digits=odd.format(m=MARK))
    check(assistant)


def test_addresses_and_headers(assistant: Assistant) -> None:
    for path in (MARK, f"?{MARK}", f"widget/{MARK * 50}", f"webhooks/voice/webhook?{MARK}"):
        for method in ("GET", "POST", MARK.upper()):
            httpx.request(method, f"{assistant.url}/{path}", content=MARK)
    for line in (f"{MARK} / HTTP/1.1", f"GET {MARK} HTTP/1.1", MARK, f"GET /{MARK}\0 HTTP/1.1"):
        for port in (assistant.port, assistant.actions_port):
            with socket.create_connection(("127.0.0.1", port), timeout=15) as connection:
                connection.sendall(f"{line}\r\n{MARK}: {MARK}\r\n\r\n".encode())
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(4096):
                    pass
    check(assistant)


def test_the_action_server(assistant: Assistant) -> None:
    """It would repeat what it was sent, with all that the person said."""
    url = f"http://127.0.0.1:{assistant.actions_port}/webhook"
    call = {"next_action": MARK, "tracker": {"latest_message": {"text": MARK}}}
    broken = {"next_action": "action_hand_in", "tracker": MARK}
    for content in (MARK, json.dumps(call), json.dumps(broken), json.dumps([MARK])):
        httpx.post(url, content=content, headers={"Authorization": MARK})
    check(assistant)


def test_our_own_lines_are_there(assistant: Assistant) -> None:
    with Visitor(assistant.url) as visitor:
        visitor.say("how much does it cost?")
    assert "turn channel=website sender=web-" in assistant.printed()


def check(assistant: Assistant) -> None:
    printed = assistant.printed()
    assert [line for line in printed.splitlines() if MARK in line.lower()] == []
    assert "Traceback" not in printed


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a served process."""
    before = structlog.get_config()
    configure_structlog(logging.WARNING)
    monkeypatch.setattr(logging, "_logRecordFactory", logging.getLogRecordFactory())
    keep_words_out()
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("private")
class TestRecords:
    def test_of_others_the_place_and_the_faults_are_kept(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        try:
            try:
                int(MARK)
            except ValueError as fault:
                raise RuntimeError(MARK) from fault
        except RuntimeError:
            logging.getLogger("rasa.core.processor").exception("%s", MARK, stack_info=True)
        assert MARK not in caplog.text
        assert "rasa.core.processor" in caplog.text
        assert "fault=RuntimeError@test_private_log.py:" in caplog.text
        assert "fault=ValueError@test_private_log.py:" in caplog.text

    def test_our_own_are_kept(self, caplog: pytest.LogCaptureFixture) -> None:
        logging.getLogger("channels.website").error("turn failed sender=%s", "web-1")
        assert "turn failed sender=web-1" in caplog.text

    def test_what_messenger_brings_besides_words(self, caplog: pytest.LogCaptureFixture) -> None:
        """Rasa's connector writes down the whole of what it cannot read."""

        async def unread(_: Any) -> None:
            raise AssertionError

        message = {"message": {"sticker": MARK}, "sender": {"id": "1"}}
        asyncio.run(Messenger("token", unread).message(message, None))
        assert caplog.records
        assert MARK not in caplog.text

"""The action server takes conversations from Rasa alone."""

import httpx
import psutil
import pytest

from tests.visitor import Visitor
from tools.assistant import Assistant


def server(assistant: Assistant, authorization: str | None = None) -> httpx.Client:
    headers = {} if authorization is None else {"Authorization": authorization}
    return httpx.Client(base_url=f"http://127.0.0.1:{assistant.actions_port}", headers=headers)


def secret(assistant: Assistant) -> str:
    return assistant.environment["AVN_ACTIONS_SECRET"]


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer é", "Basic YTpi", "Bearer " + "0" * 64]
)
def test_nobody_else_is_answered(assistant: Assistant, given: str | None) -> None:
    conversation = {"next_action": "action_hand_in", "tracker": {"sender_id": "web-1"}}
    headers = {} if given is None else {b"Authorization": given.encode()}
    with server(assistant) as stranger:
        for answer in (
            stranger.post("/webhook", json=conversation, headers=headers),
            stranger.post("/webhook", content=b"{", headers=headers),
            stranger.get("/actions", headers=headers),
            stranger.get("/nothing", headers=headers),
        ):
            assert (answer.status_code, answer.content) == (401, b"")
    assert "Traceback" not in assistant.printed()


def test_what_is_no_request_for_an_action_is_not_repeated(assistant: Assistant) -> None:
    with server(assistant, f"Bearer {secret(assistant)}") as rasa:
        assert rasa.post("/webhook", content=b"xylophone").status_code == 400
        assert rasa.get("/nothing").status_code == 404
    assert "xylophone" not in assistant.printed()


def test_it_says_that_it_is_well_to_all(assistant: Assistant) -> None:
    with server(assistant) as anybody:
        assert anybody.get("/health").json() == {"status": "ok"}


def test_the_secret_is_on_no_command_line_and_in_no_log(assistant: Assistant) -> None:
    with Visitor(assistant.url) as visitor:
        visitor.say("start the questions")
    running = [assistant.process.pid, *assistant.pids().values()]
    assert secret(assistant) not in str([psutil.Process(pid).cmdline() for pid in running])
    assert secret(assistant) not in assistant.printed()

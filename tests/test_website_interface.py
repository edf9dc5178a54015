"""The website channel's interface: what a page may send, and what it gets for anything else."""

import json
import time
from typing import Any

import httpx
import jwt
import pytest

from tests.visitor import Visitor
from tools.assistant import Assistant


def post(visitor: Visitor, content: bytes, token: str) -> httpx.Response:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return visitor.client.post("/messages", content=content, headers=headers)


def test_the_page_is_served_at_the_root_with_a_strict_policy(assistant: Assistant) -> None:
    page = httpx.get(f"{assistant.url}/")
    assert page.status_code == 200
    assert "text/html" in page.headers["Content-Type"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/widget.js", "/widget/hip-chat.js", "/widget/session.js"])
def test_scripts_are_served_as_scripts_to_any_website(assistant: Assistant, path: str) -> None:
    script = httpx.get(f"{assistant.url}{path}")
    assert script.status_code == 200
    assert "javascript" in script.headers["Content-Type"]
    assert script.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["nothing.js", "..%2fREADME.md", "%2e%2e/README.md", ""])
def test_only_the_widget_is_served(assistant: Assistant, name: str) -> None:
    assert httpx.get(f"{assistant.url}/widget/{name}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/webhooks/rest/webhook", "/socket.io/", "/model", "/conversations/x/tracker"]
)
def test_nothing_but_our_channel_is_open(assistant: Assistant, path: str) -> None:
    assert httpx.post(f"{assistant.url}{path}", json={}).status_code in (404, 405)
    assert httpx.put(f"{assistant.url}{path}", json={}).status_code in (404, 405)


class TestSessions:
    def test_each_is_new_and_signed(self, visitor: Visitor) -> None:
        answer = visitor.client.post("/sessions")
        assert answer.status_code == 201
        assert answer.json()["session"] != visitor.token

    @pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
    def test_a_wrong_token_is_refused(self, visitor: Visitor, token: str) -> None:
        body = json.dumps({"message_id": "1", "text": "hello"}).encode()
        answer = post(visitor, body, token)
        assert answer.status_code == 401
        assert "new conversation" in answer.json()["error"]

    def test_a_token_signed_by_somebody_else_is_refused(self, visitor: Visitor) -> None:
        claims = jwt.decode(visitor.token, options={"verify_signature": False})
        forged = jwt.encode(claims, "another secret that is long enough", algorithm="HS256")
        body = json.dumps({"message_id": "1", "text": "hello"}).encode()
        assert post(visitor, body, forged).status_code == 401

    def test_an_unsigned_token_is_refused(self, visitor: Visitor) -> None:
        claims = jwt.decode(visitor.token, options={"verify_signature": False})
        body = json.dumps({"message_id": "1", "text": "hello"}).encode()
        assert post(visitor, body, jwt.encode(claims, "", algorithm="none")).status_code == 401

    @pytest.mark.parametrize(
        ("changed", "algorithm"),
        [
            ({"exp": 1}, "HS256"),
            ({"exp": None}, "HS256"),
            ({"sub": None}, "HS256"),
            ({"aud": "another service"}, "HS256"),
            ({"aud": None}, "HS256"),
            ({}, "HS512"),
        ],
    )
    def test_a_token_that_is_not_for_this_now_is_refused(
        self, assistant: Assistant, visitor: Visitor, changed: dict[str, Any], algorithm: str
    ) -> None:
        secret = (assistant.data_dir / "session_secret").read_text()
        claims = jwt.decode(visitor.token, options={"verify_signature": False})
        claims = {key: value for key, value in {**claims, **changed}.items() if value is not None}
        token = jwt.encode(claims, secret, algorithm=algorithm)
        body = json.dumps({"message_id": "1", "text": "hello"}).encode()
        assert post(visitor, body, token).status_code == 401

    @pytest.mark.parametrize(
        ("changed", "status"),
        [({"exp": -30}, 200), ({"iat": 30}, 200), ({"exp": -90}, 401), ({"iat": 90}, 401)],
    )
    def test_clocks_may_differ_by_less_than_a_minute(
        self, assistant: Assistant, visitor: Visitor, changed: dict[str, int], status: int
    ) -> None:
        """In seconds from now."""
        secret = (assistant.data_dir / "session_secret").read_text()
        claims = jwt.decode(visitor.token, options={"verify_signature": False})
        moments = {name: int(time.time()) + seconds for name, seconds in changed.items()}
        token = jwt.encode({**claims, **moments}, secret, algorithm="HS256")
        body = json.dumps({"message_id": "1", "text": "thank you"}).encode()
        assert post(visitor, body, token).status_code == status

    def test_nobody_can_choose_the_conversation_that_is_begun(self, visitor: Visitor) -> None:
        """Or a stranger could send somebody a session and read along."""
        claims = jwt.decode(visitor.token, options={"verify_signature": False})
        answer = visitor.client.post(
            "/sessions",
            params={"session": visitor.token},
            json={"session": visitor.token, "sub": claims["sub"]},
            headers=visitor.authorization,
        )
        begun = jwt.decode(answer.json()["session"], options={"verify_signature": False})
        assert begun["sub"] != claims["sub"]

    def test_only_the_owner_reads_the_secret(self, assistant: Assistant) -> None:
        assert (assistant.data_dir / "session_secret").stat().st_mode & 0o077 == 0

    def test_two_visitors_do_not_share_a_conversation(
        self, assistant: Assistant, visitor: Visitor
    ) -> None:
        visitor.say("start the questions")
        with Visitor(assistant.url) as other:
            other.say("yes")
            assert "How old" not in other.hear("yes")


class TestMessages:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"not json",
            b"[]",
            b'"text"',
            b"null",
            b"{}",
            b'{"text": "no id"}',
            b'{"message_id": "1"}',
            b'{"message_id": "1", "text": 5}',
            b'{"message_id": 1, "text": "hello"}',
            b'{"message_id": "", "text": "hello"}',
            b'{"message_id": "1", "text": "both", "payload": "/safe_now"}',
            b"\xff\xfe",
            b"[" * 5000,
        ],
    )
    def test_what_is_no_message_is_refused_kindly(self, visitor: Visitor, body: bytes) -> None:
        answer = post(visitor, body, visitor.token)
        assert answer.status_code == 400
        assert "type it again" in answer.json()["error"]

    def test_a_body_that_is_too_long(self, visitor: Visitor) -> None:
        answer = visitor.post(text="x" * 20_000)
        assert answer.status_code == 413
        assert "shorter parts" in answer.json()["error"]

    def test_half_a_character_is_read_all_the_same(self, visitor: Visitor) -> None:
        body = b'{"message_id": "1", "text": "how much does it cost \\ud83d"}'
        assert post(visitor, body, visitor.token).status_code == 200

    @pytest.mark.parametrize("payload", ["/safe_now", '/inform{"alarm": "none"}', "/restart"])
    def test_a_command_that_was_not_offered_is_refused(
        self, visitor: Visitor, payload: str
    ) -> None:
        answer = visitor.post(payload=payload)
        assert answer.status_code == 400
        assert "no longer open" in answer.json()["error"]

    def test_a_message_sent_twice_is_answered_once(self, visitor: Visitor) -> None:
        visitor.say("start the questions")
        visitor.say("yes")
        first = visitor.post(message_id="same", text="47").json()
        again = visitor.post(message_id="same", text="47").json()
        assert again == first

    def test_fields_are_left_out_when_empty(self, visitor: Visitor) -> None:
        (reply,) = visitor.say("how much does it cost?")
        always = {"id", "text", "html"}
        assert set(reply) == {*always, "buttons", "evidence", "evidence_words", "sources"}
        (reply,) = visitor.say("thank you")
        assert set(reply) == always

"""The server keeps what docs/openapi.yml says, whatever it is sent (schemathesis makes it up)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.visitor import Visitor
from tools.assistant import Assistant

CONTRACT = Path(__file__).parent.parent / "docs" / "openapi.yml"
SCHEMA = schemathesis.openapi.from_path(CONTRACT)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
SENT = [
    ("/sessions", "POST", POSITIVE),
    ("/messages", "POST", POSITIVE),
    ("/messages", "POST", NEGATIVE),
    ("/messages", "GET", POSITIVE),
    ("/messages", "GET", NEGATIVE),
]
CONVERSATION = (
    "how much does it cost?", "why?", "start the questions", "yes", "47", "left", "x-ray", "asdf",
    "ficat 2a", "skip", "skip", "skip", "skip", "skip", "skip", "skip", "yes, that is right",
    "crushing chest pain, I cannot breathe",
    "not happening now", "I want to die",
)  # fmt: skip


@pytest.mark.parametrize(("path", "method", "mode"), SENT)
def test_whatever_is_sent(
    assistant: Assistant, visitor: Visitor, path: str, method: str, mode: GenerationMode
) -> None:
    # A query that GET does not know it ignores; a message has to be one.
    strict = mode is NEGATIVE and method == "POST"
    checks = [*CHECKS, *([negative_data_rejection] if strict else [])]

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(SCHEMA[path][method].as_strategy(generation_mode=mode))
    def keeps_the_contract(case: Any) -> None:
        case.call_and_validate(
            base_url=f"{assistant.url}/webhooks/website",
            headers=visitor.authorization,
            checks=checks,
        )

    keeps_the_contract()


def test_a_conversation_and_its_history(visitor: Visitor) -> None:
    seen: set[str] = set()
    for text in CONVERSATION:
        answer = visitor.post(text=text)
        SCHEMA["/messages"]["POST"].validate_response(answer)
        seen |= {field for reply in answer.json()["messages"] for field in reply}
    assert seen == {
        *("id", "text", "html", "buttons", "answer", "card", "progress"),
        *("evidence", "evidence_words", "sources", "alert"),
    }
    history = visitor.client.get("/messages", headers=visitor.authorization)
    assert len(history.json()["messages"]) > len(CONVERSATION)
    SCHEMA["/messages"]["GET"].validate_response(history)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"payload": "/safe_now"}, 400),
        ({"text": "x" * 20_000}, 413),
        ({"text": "x" * 100_000}, 413),
    ],
)
def test_refusals(visitor: Visitor, body: dict[str, str], status: int) -> None:
    answer = visitor.post(**body)
    assert answer.status_code == status
    SCHEMA["/messages"]["POST"].validate_response(answer)


def test_the_check_finds_a_reply_that_is_not_in_the_contract() -> None:
    reply = {"id": "0" * 32, "text": "hello", "html": "<p>hello</p>"}
    wrong = {"messages": [{**reply, "invented": True}]}
    request = httpx.Request("POST", "http://localhost/messages")
    answer = httpx.Response(200, json=wrong, request=request)
    answer.elapsed = timedelta()
    with pytest.raises(Exception, match="invented"):
        SCHEMA["/messages"]["POST"].validate_response(answer)

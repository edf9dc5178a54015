"""Whatever arrives at the port, be it no HTTP at all, is answered with a refusal and stops nobody:
never a 500, never a word of how the server is made, never a silence that lasts."""

import socket
from contextlib import suppress
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.visitor import Visitor
from tools.assistant import Assistant

PATIENCE_S = 15  # less than it gives a request that is not whole
MESSAGES = b"/webhooks/website/messages"
LAST = b"Host: localhost\r\nConnection: close\r\n"
TELLTALE = (b"Traceback", b"Rasa", b"sanic", b".py", b"site-packages", b"xylophone")

ADDRESSES = [
    b"", b"*", b"x", b"//", b"///", b"//x", b"//[", b"/\0", b"/%00", b"/%ff", b"/\xff",
    b"/\xc3\xa9", b"/xylophone%zz", b"/" + b"a" * 8000, b"/" + b"a" * 20_000,
    b"/<script>xylophone", b"/?%ff", b"/widget/" + b"a" * 300, b"/widget/" + b"a" * 7000,
    b"/widget/%00", b"/widget/\0",
    b"/widget/..", b"/widget/../../etc/passwd", b"/widget/%2e%2e/README.md",
    b"/widget/%2fetc%2fpasswd",
    b"/widget/a\\b", b"http://", b"http://x", b"http://x/xylophone", b"x:1",
    MESSAGES + b"?after=%ff", MESSAGES + b"?after=\xff", b"/webhooks/voice/webhook?turn=%ff",
    b"/webhooks/sms/webhook/..;/",
]  # fmt: skip
REQUESTS = [
    # No HTTP, or another one.
    b"\r\n\r\n", b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", bytes(range(256)) * 80,
    b"GET /\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/3\r\n\r\n",
    b"GET / xylophone HTTP/1.1\r\n\r\n", b"GET /nothing HTTP/1.0\r\n\r\n",
    # Methods.
    *(method + b" " + MESSAGES + b" HTTP/1.1\r\n" + LAST + b"\r\n"
      for method in (b"PUT", b"FOO", b"TRACE", b"CONNECT", b"get", b"\xff", b"NONE", b"F" * 7000)),
    # Headers.
    *(b"GET /nothing HTTP/1.1\r\n" + LAST + header + b"\r\n\r\n"
      for header in (b"a: b\r\n" * 2000 + b"a: b", b"a: b\r\n" * 900 + b"a: b",
                     b"a: " + b"b" * 20_000, b"xylophone", b": b", b"a: \xff", b"Accept: \xff;q=z",
                     b"Accept: text/html;q=x", b"Upgrade: websocket", b"Cookie: \xff=;;==",
                     b"Origin: \xff", b"Expect: more")),
    *(b"GET " + MESSAGES + b" HTTP/1.1\r\n" + LAST + header + b"\r\n\r\n"
      for header in (b"Authorization: Bearer \xff", b"Authorization: Bearer \xc3\xa9.\xc3\xa9.x",
                     b"Authorization: " + b"a" * 5000, b"X-Forwarded-For: [, \xff", b"Host: [x:y")),
    # Lengths and bodies that are not what they are said to be.
    *(b"POST " + MESSAGES + b" HTTP/1.1\r\n" + LAST + header + b"\r\n\r\n{}"
      for header in (b"Content-Length: -5", b"Content-Length: -1", b"Content-Length: x",
                     b"Content-Length: +2", b"Content-Length: 1_0", b"Content-Length: \xd9\xa2",
                     b"Content-Length: " + b"9" * 18, b"Content-Length: " + b"9" * 5000,
                     b"Content-Length: 1", b"Content-Length: 2\r\nContent-Length: 3",
                     b"Content-Length: 2\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: gzip",
                     b"Transfer-Encoding: chunked, chunked", b"Content-Length:",
                     b"Expect: 100-continue\r\nContent-Length: 2",
                     b"Content-Type: \xff\r\nContent-Length: 2")),
    *(b"POST " + MESSAGES + b" HTTP/1.1\r\n" + LAST + b"Transfer-Encoding: chunked\r\n\r\n" + body
      for body in (b"2\r\n{}\r\n0\r\n\r\n", b"zz\r\n{}\r\n0\r\n\r\n", b"-2\r\n{}\r\n0\r\n\r\n",
                   b"fffffffff\r\n{}", b"2;" + b"x" * 100, b"20000\r\n" + b"a" * 0x20000)),
    *(b"POST /webhooks/" + channel + b"/webhook HTTP/1.1\r\nConnection: close\r\n" + header +
      b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=%ff&b=c"
      for channel in (b"sms", b"voice")
      for header in (b"", b"Host: [x:y\r\n", b"Host: x:zz[\r\n", b"Host: \xc3\xa9\r\n",
                     b"X-Twilio-Signature: \xc3\xa9\r\n", b"X-Twilio-Signature: \xff\r\n")),
]  # fmt: skip


def answer_to(assistant: Assistant, request: bytes) -> bytes:
    """All that comes back until the server hangs up; a silence is a timeout."""
    with socket.create_connection(("127.0.0.1", assistant.port), timeout=PATIENCE_S) as line:
        with suppress(ConnectionError):  # it may hang up before all was sent
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionError):
            while received := line.recv(65536):
                answer += received
        return answer


def check(answer: bytes) -> None:
    head, _, _ = answer.partition(b"\r\n\r\n")
    statuses = [line.split()[1] for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    assert all(status[:1] in (b"1", b"2", b"4") for status in statuses), head
    if statuses and statuses[-1][:1] == b"4":
        assert not [word for word in TELLTALE if word.lower() in answer.lower()]


@pytest.mark.parametrize("address", ADDRESSES, ids=repr)
@pytest.mark.parametrize("method", [b"GET", b"POST", b"HEAD", b"OPTIONS"])
def test_odd_addresses(assistant: Assistant, method: bytes, address: bytes) -> None:
    answer = answer_to(assistant, method + b" " + address + b" HTTP/1.1\r\n" + LAST + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 ")
    check(answer)


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_odd_requests(assistant: Assistant, number: int) -> None:
    answer = answer_to(assistant, REQUESTS[number])
    assert answer.startswith(b"HTTP/1.1 ")
    check(answer)
    assert httpx.get(f"{assistant.url}/").status_code == 200


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    method=st.sampled_from([b"GET", b"POST", b"DELETE"]) | st.binary(max_size=8),
    address=st.binary(max_size=40).map(lambda some: b"/" + some) | st.binary(max_size=40),
    headers=st.lists(
        st.tuples(
            st.sampled_from([b"Content-Length", b"Transfer-Encoding", b"Expect", b"Origin", b"Host",
                             b"Accept", b"Authorization", b"X-Forwarded-For"])
            | st.binary(max_size=8),
            st.sampled_from([b"chunked", b"0", b"5", b"-1", b"100-continue"])
            | st.binary(max_size=20),
        ),
        max_size=4,
    ),
    body=st.binary(max_size=60),
)  # fmt: skip
def test_anything_at_all(
    assistant: Assistant, method: bytes, address: bytes, headers: Any, body: bytes
) -> None:
    lines = [method + b" " + address + b" HTTP/1.1", *(b": ".join(header) for header in headers)]
    check(answer_to(assistant, b"\r\n".join(lines) + b"\r\n\r\n" + body))


def test_what_is_refused_is_said_in_one_form(visitor: Visitor) -> None:
    nothing = visitor.client.get("/nothing")
    assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")
    wrong = visitor.client.put("/messages")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "not_found")
    assert "POST" in wrong.headers["Allow"]

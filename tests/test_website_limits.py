"""What keeps the website channel standing and its pages its own: rates, sizes, origins, headers."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from multidict import CIMultiDict

from channels.headers import Headers
from channels.incoming import Refused
from channels.rates import COUNTS_KEPT, Rates, address_of
from clinic.settings import SettingError, read_settings
from tests.visitor import Visitor
from tools.assistant import Assistant

CLINIC = "https://www.clinic.example"
STRANGER = "https://elsewhere.example"
ASKS = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One behind a proxy, with low limits, embedded in the clinic's page."""
    with Assistant(
        tmp_path_factory.mktemp("guarded"),
        AVN_RATE_PER_SESSION="4",
        AVN_RATE_PER_ADDRESS="6",
        AVN_TRUSTED_PROXIES="1",
        AVN_ALLOWED_ORIGINS=f"{CLINIC}, http://localhost:8080",
    ) as running:
        yield running


def session(assistant: Assistant, address: str) -> httpx.Response:
    url = f"{assistant.url}/webhooks/website/sessions"
    return httpx.post(url, headers={"X-Forwarded-For": f"1.2.3.4, {address}"})


class TestRates:
    def test_a_conversation_that_asks_too_often_has_to_wait(self, guarded: Assistant) -> None:
        with Visitor(guarded.url) as hasty:
            for _ in range(4):
                assert hasty.post(text="thank you").status_code == 200
            refused = hasty.post(text="thank you")
            assert refused.status_code == 429
            assert refused.json()["code"] == "too_many"
            assert 1 <= int(refused.headers["Retry-After"]) <= 61
            # Reading and writing are counted apart, and so are other people.
            read = hasty.client.get("/messages", headers=hasty.authorization)
            assert read.status_code == 200
        with Visitor(guarded.url) as other:
            assert other.post(text="thank you").status_code == 200

    def test_an_address_that_asks_too_often_has_to_wait(self, guarded: Assistant) -> None:
        answers = [session(guarded, "198.51.100.7") for _ in range(7)]
        assert [a.status_code for a in answers] == [201] * 6 + [429]
        assert answers[-1].headers["Retry-After"]
        assert session(guarded, "198.51.100.8").status_code == 201

    def test_one_who_writes_as_fast_as_people_can_is_never_refused(self) -> None:
        rates = Rates(read_settings({}))
        for _ in range(60):
            rates.count_session("messages", "web-1")
        with pytest.raises(Refused):
            rates.count_session("messages", "web-1")

    def test_a_flood_of_conversations_takes_no_more_memory(self) -> None:
        rates = Rates(read_settings({}))
        for number in range(3 * COUNTS_KEPT):
            rates.count_session("messages", f"web-{number}")
        assert len(rates._counts.storage) <= COUNTS_KEPT + 1

    def test_the_addresses_that_proxies_forward_are_read_from_all_lines(self) -> None:
        rates = Rates(read_settings({"AVN_TRUSTED_PROXIES": "1", "AVN_RATE_PER_ADDRESS": "1"}))
        rates.count_address("sessions", heard_from("203.0.113.9", "8.8.8.8"))
        with pytest.raises(Refused):
            rates.count_address("sessions", heard_from("203.0.113.9", "9.9.9.9"))


def heard_from(address: str, claimed: str) -> Any:
    lines = [("X-Forwarded-For", claimed), ("X-Forwarded-For", address)]
    return SimpleNamespace(ip="127.0.0.1", headers=CIMultiDict(lines))


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "address"),
    [
        ("203.0.113.9", "", 0, "203.0.113.9/32"),
        ("203.0.113.9", "198.51.100.7", 0, "203.0.113.9/32"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7/32"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7", 1, "198.51.100.7/32"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7/32"),
        ("203.0.113.9", "198.51.100.7", 2, "203.0.113.9/32"),
        ("203.0.113.9", "", 1, "203.0.113.9/32"),
        ("::ffff:203.0.113.9", "", 0, "203.0.113.9/32"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("127.0.0.1", "", 0, None),
        ("::1", "198.51.100.7", 0, None),
        ("10.0.0.1", "198.51.100.7:4711", 1, "198.51.100.7/32"),
        ("10.0.0.1", "6.6.6.6:1, [2001:db8:1:2:3::1]:4711", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "[2001:db8:1:2:3::1]", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", '"[2001:db8:1:2:3::1]:4711"', 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "2001:db8:1:2:3::1%eth0", 1, "2001:db8:1:2::/64"),
        ("10.0.0.1", "[::ffff:198.51.100.7]:1", 1, "198.51.100.7/32"),
        # Nobody knows who; one limit for all of them would count for all patients together.
        ("10.0.0.1", "unknown", 1, None),
        ("10.0.0.1", "_hidden:4711", 1, None),
        ("10.0.0.1", "[", 1, None),
    ],
)
def test_whose_address_counts(peer: str, forwarded: str, proxies: int, address: str | None) -> None:
    assert address_of(peer, forwarded, proxies) == address


class TestSizes:
    @pytest.mark.parametrize("size", [17_000, 70_000, 1_000_000])
    def test_a_body_that_is_too_long(self, visitor: Visitor, size: int) -> None:
        answer = visitor.post(text="x" * size)
        assert answer.status_code == 413
        assert answer.json()["code"] == "too_long"
        assert visitor.post(text="thank you").status_code == 200

    @pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
    def test_a_body_that_is_not_said_to_be_json(self, visitor: Visitor, kind: str) -> None:
        answer = visitor.client.post(
            "/messages",
            content=b'{"message_id": "1", "text": "hello"}',
            headers={**visitor.authorization, "Content-Type": kind},
        )
        assert answer.status_code == 415


class TestOrigins:
    def test_a_page_of_an_allowed_origin_may_ask(self, guarded: Assistant) -> None:
        url = f"{guarded.url}/webhooks/website/messages"
        answer = httpx.options(url, headers={"Origin": CLINIC, **ASKS})
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
        assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]
        assert "POST" in answer.headers["Access-Control-Allow-Methods"]
        assert answer.headers["Vary"] == "Origin"

    @pytest.mark.parametrize("path", ["messages", "nothing"])
    def test_it_may_read_a_refusal_too(self, guarded: Assistant, path: str) -> None:
        url = f"{guarded.url}/webhooks/website/{path}"
        answer = httpx.get(url, headers={"Origin": CLINIC})
        assert answer.status_code in (401, 404)
        assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
        assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"

    @pytest.mark.parametrize(
        "origin", [STRANGER, "null", f"{CLINIC}.evil.example", "http://www.clinic.example", "*"]
    )
    @pytest.mark.parametrize("method", ["OPTIONS", "GET"])
    def test_no_other_page_may(self, guarded: Assistant, origin: str, method: str) -> None:
        url = f"{guarded.url}/webhooks/website/messages"
        answer = httpx.request(method, url, headers={"Origin": origin, **ASKS})
        assert not [name for name in answer.headers if name.startswith("access-control-")]

    @pytest.mark.parametrize("origin", [{}, {"Origin": ""}])
    @pytest.mark.parametrize("method", ["OPTIONS", "GET"])
    def test_who_gives_no_origin_is_told_of_none(
        self, guarded: Assistant, origin: dict[str, str], method: str
    ) -> None:
        for path in ("", "nothing", "webhooks/website/messages"):
            answer = httpx.request(method, f"{guarded.url}/{path}", headers=origin)
            assert not [name for name in answer.headers if name.startswith("access-control-")]

    def test_by_default_only_its_own_page_may(self, assistant: Assistant) -> None:
        url = f"{assistant.url}/webhooks/website/messages"
        answer = httpx.options(url, headers={"Origin": CLINIC, **ASKS})
        assert not [name for name in answer.headers if name.startswith("access-control-")]

    def test_credentials_are_never_allowed_and_no_cookie_is_set(self, guarded: Assistant) -> None:
        url = f"{guarded.url}/webhooks/website/sessions"
        answer = httpx.post(url, headers={"Origin": CLINIC, "X-Forwarded-For": "198.51.100.9"})
        assert answer.status_code == 201
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers

    def test_allowed_pages_may_embed_the_chat(
        self, guarded: Assistant, assistant: Assistant
    ) -> None:
        embedded, alone = (httpx.get(f"{server.url}/").headers for server in (guarded, assistant))
        policy = embedded["Content-Security-Policy"]
        assert policy.endswith(f"frame-ancestors 'self' {CLINIC} http://localhost:8080")
        assert "X-Frame-Options" not in embedded
        assert alone["Content-Security-Policy"].endswith("frame-ancestors 'self'")
        assert alone["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/website/sessions"),
        ("GET", "/webhooks/website/messages"),
        ("POST", "/webhooks/website/messages"),
        ("PUT", "/webhooks/website/messages"),
        ("GET", "/nothing"),
    ],
)
def test_what_is_no_page_is_neither_kept_nor_guessed_at(
    assistant: Assistant, method: str, path: str
) -> None:
    headers = httpx.request(method, assistant.url + path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Permissions-Policy"].startswith("camera=(), ")


class TestTransport:
    def test_only_behind_tls_a_browser_is_told_to_stay_there(self, assistant: Assistant) -> None:
        for path in ("/", "/widget.js", "/nothing", "/webhooks/website/messages"):
            plain = httpx.get(assistant.url + path)
            behind = httpx.get(assistant.url + path, headers={"X-Forwarded-Proto": "https"})
            assert "Strict-Transport-Security" not in plain.headers
            assert behind.headers["Strict-Transport-Security"] == "max-age=31536000"

    @pytest.mark.parametrize(
        ("public_url", "is_secure"),
        [(None, False), ("http://localhost", False), ("https://chat.clinic.example", True)],
    )
    def test_where_the_server_is_said_to_be(self, public_url: str | None, is_secure: bool) -> None:
        request = SimpleNamespace(path="/", headers=CIMultiDict(), method="GET")
        response = SimpleNamespace(headers=CIMultiDict())
        asyncio.run(Headers((), public_url).complete(request, response))
        assert ("Strict-Transport-Security" in response.headers) == is_secure

    def test_a_page_keeps_to_itself(self, assistant: Assistant) -> None:
        for path in ("/", "/demo"):
            headers = httpx.get(assistant.url + path).headers
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "microphone=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AVN_ALLOWED_ORIGINS", "*"),
        ("AVN_ALLOWED_ORIGINS", "www.clinic.example"),
        ("AVN_ALLOWED_ORIGINS", f"{CLINIC}/"),
        ("AVN_ALLOWED_ORIGINS", f"{CLINIC}; script-src *"),
        ("AVN_RATE_PER_SESSION", "0"),
        ("AVN_RATE_PER_ADDRESS", "many"),
        ("AVN_TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})

"""A server on this machine that behaves as Twilio's documented Messages API
(https://www.twilio.com/docs/messaging/api/message-resource) and writes down what it was asked to
send. What it answers can be scripted for each number."""

import base64
import json
import re
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "test-token", "+15550100100"
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
RECORDINGS = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/"
E164 = re.compile(r"(whatsapp:)?\+[1-9]\d{6,14}")
MOST_CHARACTERS = 1600
PATIENCE_S = 60
REASONS = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21211: "The 'To' number is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21610: "Attempt to send to unsubscribed recipient",
    21617: "The concatenated message body exceeds the 1600 character limit.",
}


@dataclass(frozen=True)
class Answer:
    """One scripted answer; `is_taken` where the text is sent although the answer does not say so,
    `hangs_up` where there is none, `after_s` when it comes."""

    status: int = 201
    code: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    is_taken: bool = False
    hangs_up: bool = False
    after_s: float = 0


@dataclass(frozen=True)
class Text:
    to: str
    sender: str
    body: str
    sid: str = field(default_factory=lambda: f"SM{uuid.uuid4().hex}")
    created: float = field(default_factory=time.time)

    def as_json(self) -> dict[str, Any]:
        when = formatdate(self.created)
        return {
            "sid": self.sid,
            "account_sid": ACCOUNT,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "status": "queued",
            "direction": "outbound-api",
            "num_segments": "1",
            "date_created": when,
            "date_updated": when,
            "date_sent": None,
            "error_code": None,
        }


class ProviderApi:
    """`sent` are the texts that it took, `asked` how often it was asked to send one to a number."""

    def __init__(self) -> None:
        self.sent: list[Text] = []
        self.recordings: set[str] = set()
        self.asked: dict[str, int] = defaultdict(int)
        self._scripts: dict[str, list[Answer]] = defaultdict(list)
        self._changed = threading.Condition()

    def script(self, to: str, *answers: Answer) -> None:
        """What the next requests for this number are answered with; after that, 201."""
        self._scripts[to] += answers

    def sent_to(self, number: str) -> list[str]:
        with self._changed:
            return [text.body for text in self.sent if text.to == number]

    def wait_for(self, number: str, count: int = 1) -> list[str]:
        """The texts to a number, once there are so many."""
        with self._changed:
            assert self._changed.wait_for(
                lambda: sum(text.to == number for text in self.sent) >= count, PATIENCE_S
            ), f"{count} texts did not come: {self.sent_to(number)}"
        return self.sent_to(number)

    def wait_until_asked(self, number: str, count: int = 1) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.asked[number] >= count, PATIENCE_S)

    def answer(self, fields: dict[str, str]) -> tuple[Answer, Text]:
        text = Text(fields.get("To", ""), fields.get("From", ""), fields.get("Body", ""))
        with self._changed:
            self.asked[text.to] += 1
            script = self._scripts[text.to]
            answer = script.pop(0) if script else Answer(*_fault_of(text))
            if answer.status == 201 or answer.is_taken:
                self.sent.append(text)
            self._changed.notify_all()
        return answer, text

    def listed(self, query: dict[str, str]) -> list[Text]:
        with self._changed:
            return [
                text
                for text in reversed(self.sent)
                if query.get("To", text.to) == text.to
                and query.get("From", text.sender) == text.sender
            ]


def _fault_of(text: Text) -> tuple[int, int | None]:
    if not E164.fullmatch(text.to):
        return 400, 21211
    if not text.sender:
        return 400, 21603
    if not text.body:
        return 400, 21602
    return (400, 21617) if len(text.body) > MOST_CHARACTERS else (201, None)


@contextmanager
def provider_api() -> Iterator[tuple[ProviderApi, str]]:
    """With its address."""
    api = ProviderApi()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            if not self._is_known():
                return
            answer, text = api.answer(dict(parse_qsl(body, keep_blank_values=True)))
            time.sleep(answer.after_s)
            if answer.hangs_up:
                self.close_connection = True
            elif answer.status == 201:
                self._say(201, text.as_json())
            else:
                self._refuse(answer.status, answer.code or 20500, answer.headers)

        def do_DELETE(self) -> None:
            """Of a recording (https://www.twilio.com/docs/voice/api/recording)."""
            name = urlsplit(self.path).path.removeprefix(RECORDINGS).removesuffix(".json")
            is_there = self._has_login() and name in api.recordings
            api.recordings.discard(name if is_there else "")
            self.send_response(204 if is_there else 404)
            self.end_headers()

        def do_GET(self) -> None:
            if self._is_known():
                query = dict(parse_qsl(urlsplit(self.path).query))
                found = [text.as_json() for text in api.listed(query)]
                self._say(200, {"messages": found, "next_page_uri": None, "page": 0})

        def _has_login(self) -> bool:
            expected = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
            return self.headers.get("Authorization") == f"Basic {expected}"

        def _is_known(self) -> bool:
            if not self._has_login():
                self._refuse(401, 20003)
                return False
            if urlsplit(self.path).path != PATH:
                self._refuse(404, 20404)
                return False
            return True

        def _refuse(self, status: int, code: int, headers: dict[str, str] | None = None) -> None:
            about = f"https://www.twilio.com/docs/errors/{code}"
            reason = REASONS.get(code, "Refused")
            said = {"code": code, "message": reason, "more_info": about, "status": status}
            self._say(status, said, headers or {})

        def _say(self, status: int, said: Any, headers: dict[str, str] | None = None) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def settings_for(url: str) -> dict[str, str]:
    return {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_NUMBER": NUMBER,
        "AVN_TWILIO_API": url,
    }

"""The part of the provider's own interface that sends text messages
(https://www.twilio.com/docs/messaging/api/message-resource), on this machine. Used by `make sms`
and `make call`."""

import base64
import json
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tools.provider import new_sid

LOCAL = "127.0.0.1"
# https://www.twilio.com/docs/api/errors
NOT_AUTHENTICATED, NOT_FOUND, NO_BODY = 20003, 20404, 21602


@dataclass(frozen=True)
class Sent:
    """One message on its way to a phone, with the fields that the channel gave it."""

    fields: dict[str, str]
    sid: str = field(default_factory=lambda: new_sid("SM"))
    at: str = field(default_factory=formatdate)

    def as_json(self) -> dict[str, Any]:
        said = {"body": self.fields["Body"], "to": self.fields["To"]}
        return {"sid": self.sid, "status": "queued", "date_created": self.at, **said}


class ProviderServer:
    """`with ProviderServer(account, token) as server:` takes messages at `server.url` until the
    block ends."""

    def __init__(self, account: str, token: str, port: int = 0) -> None:
        self._arriving: Queue[Sent] = Queue()
        handler = _handler(account, token, self._arriving)
        self._server = ThreadingHTTPServer((LOCAL, port), handler)
        self.url = f"http://{LOCAL}:{self._server.server_port}"

    def __enter__(self) -> "ProviderServer":
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def next_message(self, patience_s: float) -> Sent | None:
        try:
            return self._arriving.get(timeout=patience_s)
        except Empty:
            return None


def _handler(account: str, token: str, arriving: "Queue[Sent]") -> type[BaseHTTPRequestHandler]:
    path = f"/2010-04-01/Accounts/{account}/Messages.json"
    basic = f"Basic {base64.b64encode(f'{account}:{token}'.encode()).decode()}"
    taken: list[Sent] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self._is_asked_rightly():
                found = [sent.as_json() for sent in reversed(taken)]
                self._answer(HTTPStatus.OK, {"messages": found, "next_page_uri": None})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if not self._is_asked_rightly():
                return
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
            if not (fields.get("To") and fields.get("Body")):
                self._answer(HTTPStatus.BAD_REQUEST, {"code": NO_BODY})
                return
            sent = Sent(fields)
            taken.append(sent)
            arriving.put(sent)
            self._answer(HTTPStatus.CREATED, sent.as_json())

        def do_DELETE(self) -> None:
            """There are no recordings, so each is gone."""
            self._answer(HTTPStatus.NOT_FOUND, {"code": NOT_FOUND})

        def _is_asked_rightly(self) -> bool:
            if self.headers.get("Authorization") != basic:
                self._answer(HTTPStatus.UNAUTHORIZED, {"code": NOT_AUTHENTICATED})
                return False
            if urlsplit(self.path).path != path:
                self._answer(HTTPStatus.NOT_FOUND, {"code": NOT_FOUND})
                return False
            return True

        def _answer(self, status: HTTPStatus, content: dict[str, Any]) -> None:
            body = json.dumps({"message": status.phrase, **content}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """What people write is nobody's to log."""

    return Handler

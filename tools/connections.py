"""How a server's connections are kept from strangers who send what is no HTTP, send it slowly, or
open many and send nothing. Used by tools/serve.py and tools/serve_actions.py.

Sanic 21.12 spins for ever at a negative length, counts its timeouts anew with every byte, and hangs
up on an address that it cannot read.
"""

import re
from time import monotonic
from typing import Any

from httptools import HttpParserInvalidURLError
from sanic import Sanic
from sanic.exceptions import InvalidUsage, ServiceUnavailable
from sanic.http import Http, Stage
from sanic.request import Request
from sanic.server import HttpProtocol

ADDRESS = re.compile(rb"(?:https?://[^/?#]+)?/(?!/).*", re.DOTALL)
METHOD = re.compile(r"[!#$%&'*+.^`|~\w-]+", re.ASCII)
HOST = re.compile(r"([\w.-]*|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?", re.ASCII)
LENGTH = re.compile(r"[0-9]{1,18}")
# In seconds. A proxy keeps its connections for about a minute; it, not we, should end them.
LIMITS = {
    "REQUEST_TIMEOUT": 20,  # from the first byte to the last of the headers
    "RESPONSE_TIMEOUT": 60,  # from the first byte to the answer
    "KEEP_ALIVE_TIMEOUT": 75,
    "CONNECTIONS": 800,  # the usual limit is 1,024 files, and the database needs some
    "ACCESS_LOG": False,
}


def make_careful(app: Sanic) -> None:
    app.config.update(LIMITS)
    app.request_class = CarefulRequest


class CarefulRequest(Request):
    """Raises InvalidUsage for what two servers could read in two ways, or none at all."""

    def __init__(self, *, head: bytes = b"", **given: Any) -> None:
        try:
            if head:  # without one, Sanic made it up, to answer an error
                head.decode()
                _check(given["url_bytes"], given["method"], given["headers"])
            super().__init__(head=head, **given)
        except (UnicodeError, HttpParserInvalidURLError) as error:
            raise InvalidUsage("Bad Request") from error


def _check(address: bytes, method: str, headers: Any) -> None:
    lengths, codings = _all(headers, "content-length"), _all(headers, "transfer-encoding")
    is_plain = (
        METHOD.fullmatch(method)
        and ADDRESS.fullmatch(address)
        and all(map(HOST.fullmatch, _all(headers, "host")))
        and len(lengths) + len(codings) <= 1
        and all(map(LENGTH.fullmatch, lengths))
        and all(coding == "chunked" for coding in codings)
    )
    if not is_plain:
        raise InvalidUsage("Bad Request")


def _all(headers: Any, name: str) -> list[str]:
    return [value.strip() for value in headers.getall(name, [])]


class CarefulHttp(Http):
    async def http1_request_header(self) -> None:
        try:
            await super().http1_request_header()
        except UnicodeError as error:
            raise InvalidUsage("Bad Request") from error
        # No route takes a websocket, and to ask for one would switch the timeouts off.
        self.upgrade_websocket = False

    async def read(self) -> bytes | None:
        """What is broken is not read on to its end."""
        try:
            body: bytes | None = await super().read()
            return body
        except InvalidUsage:
            self.request_body = None
            raise

    async def error_response(self, exception: Exception) -> None:
        """The rest of a body that took too long is not waited for."""
        await super().error_response(exception)
        if isinstance(exception, ServiceUnavailable):
            self.request_body = None

    def create_empty_request(self) -> None:
        """That the error is answered with; the address may be the error."""
        self.url = None
        super().create_empty_request()


class CarefulConnection(HttpProtocol):
    """A request has its time as a whole, however many pieces it comes in."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._http: CarefulHttp | None = None
        # Nobody needs longer to begin; between requests the longer one counts.
        self.keep_alive_timeout = self.request_timeout

    def connection_made(self, transport: Any) -> None:
        self._time = monotonic()
        super().connection_made(transport)
        if len(self.connections) > self.app.config.CONNECTIONS:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        begun = self._time
        is_under_way = self.is_under_way
        self.keep_alive_timeout = self.app.config.KEEP_ALIVE_TIMEOUT
        super().data_received(data)
        if is_under_way:
            self._time = begun

    @property
    def is_under_way(self) -> bool:
        http = self._http
        return http is not None and bool(http.stage is not Stage.IDLE or http.request_body)

    @property
    def is_ours(self) -> bool:
        """Whether all was sent that an answer needs."""
        return bool(self._http and not self._http.request_body)

    def _setup_connection(self) -> None:
        super()._setup_connection()
        self._http = CarefulHttp(self)

    def _make_room(self) -> None:
        """Whoever kept us waiting for the longest has to go."""
        slow = (c for c in self.connections if not (c.is_ours or c.transport.is_closing()))
        min(slow, key=lambda connection: connection._time).transport.abort()

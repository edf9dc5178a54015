"""How connections are kept that are idle, slow or too many: raw sockets at a server of its
own, with short limits."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text

from tools.connections import CarefulConnection, make_careful

SHORT = {"REQUEST_TIMEOUT": 0.4, "RESPONSE_TIMEOUT": 0.8, "KEEP_ALIVE_TIMEOUT": 1.2}
PATIENCE_S = 10  # far more than any limit, so that a slow machine changes nothing
GET = b"GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /quick HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
Talk = Callable[[int], Awaitable[Any]]


@pytest.fixture(autouse=True)
def many_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic rewrites its own code when a server starts; twice in one process only for tests."""
    monkeypatch.setattr(Sanic, "test_mode", True)


def served(name: str, talk: Talk, **limits: Any) -> Any:
    """What a conversation with a running server gives; `talk` gets its port."""

    async def serving() -> Any:
        app = Sanic(name, configure_logging=False)
        make_careful(app)
        app.config.update({**SHORT, **limits})

        @app.route("/quick", methods=["GET", "POST"])
        async def quick(_: Request) -> HTTPResponse:
            return text("done")

        server = await app.create_server(
            port=0, protocol=CarefulConnection, return_asyncio_server=True
        )
        await server.startup()
        await server.before_start()
        await server.after_start()
        async with server.server:
            port = server.server.sockets[0].getsockname()[1]
            return await asyncio.wait_for(talk(port), PATIENCE_S)

    return asyncio.run(serving())


class Line:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def send(self, piece: bytes = b"") -> "Line":
        if not hasattr(self, "reader"):
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self._port)
        self.writer.write(piece)
        await self.writer.drain()
        return self

    async def answer(self) -> bytes:
        return await self.reader.readuntil(b"done")

    async def until_closed(self) -> bytes:
        try:
            return await self.reader.read()
        except ConnectionError:
            return b""

    async def drip(self, piece: bytes, until: "asyncio.Task[bytes]") -> bytes:
        """One byte after the other, each well within every limit, until the server hangs up."""
        while not until.done():
            self.writer.write(piece)
            await asyncio.sleep(0.05)
        return until.result()


async def silent(port: int, begin: bytes) -> bytes:
    return await (await Line(port).send(begin)).until_closed()


async def dripping(port: int, begin: bytes, piece: bytes) -> bytes:
    line = await Line(port).send(begin)
    return await line.drip(piece, asyncio.create_task(line.until_closed()))


@pytest.mark.parametrize("begin", [b"", b"G", GET[:20], POST + b"\r\n", POST + b"\r\nabc"])
def test_who_goes_silent_is_hung_up_on(begin: bytes) -> None:
    answer = served(f"silent-{len(begin)}", lambda port: silent(port, begin))
    assert answer == b"" or answer.split()[1] in (b"408", b"503")


@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (b"GET /quick HTTP/1.1\r\n", b"a: b\r\n"),
        (b"GET /", b"a"),
        (POST + b"\r\n", b"a"),
        (POST + b"Upgrade: websocket\r\n\r\n", b"a"),
        (POST.replace(b"quick", b"nothing") + b"\r\n", b"a"),
    ],
)
def test_who_drips_is_hung_up_on(begin: bytes, piece: bytes) -> None:
    limits = {"REQUEST_MAX_HEADER_SIZE": 8192}
    answer = served(f"drip-{hash(begin)}", lambda port: dripping(port, begin, piece), **limits)
    assert answer == b"" or answer.split()[1] in (b"404", b"408", b"503")


def test_who_pauses_between_requests_is_waited_for() -> None:
    async def talk(port: int) -> list[bytes]:
        line, answers = Line(port), []
        for _ in range(3):
            await line.send(GET)
            answers.append(await line.answer())
            await asyncio.sleep(SHORT["REQUEST_TIMEOUT"] * 2)
        return answers

    assert len(served("pauses", talk)) == 3


def test_a_flood_of_idle_and_half_sent_connections_stops_nobody() -> None:
    """The one that waited for the longest goes; whoever sends a request now is answered."""

    async def talk(port: int) -> tuple[list[bytes], int]:
        answers = []
        flood = []
        for number in range(60):
            flood.append(await Line(port).send((b"", GET[:9], POST + b"\r\n")[number % 3]))
            if number % 10 == 0:
                answers.append(await (await Line(port).send(GET)).answer())
        closed = [line for line in flood if line.reader.at_eof()]
        return answers, len(flood) - len(closed)

    long = dict.fromkeys(SHORT, 60)
    answers, still_open = served("flood", talk, CONNECTIONS=10, **long)
    assert len(answers) == 6
    assert still_open <= 12

"""A PostgreSQL server of the tests' own: started for them, on a free port, in a folder that goes
with it. It can be frozen, as a server is that hangs.

Fixtures: `postgres_server` is the running server, `postgres` the address of a new, empty database.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from tools.assistant import free_ports
from tools.postgres import ensure, programs

PEER = "postgres"  # who runs it where the tests run as root, which it refuses
OWNER = "hipwise"


class PostgresServer:
    """Any local user may connect: it is thrown away after the tests."""

    def __init__(self, folder: Path) -> None:
        self._bin = programs() or Path()
        self._folder = folder
        self._data = folder / "data"
        (self.port,) = free_ports(1)
        self._numbers = count(1)

    def start(self) -> None:
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--no-sync")
        self._ctl("start", "--wait", f"--log={self._folder / 'log'}", f"--options={self._options}")

    def stop(self) -> None:
        self.thaw()
        self._ctl("stop", "--mode=immediate")

    def restart(self) -> None:
        """As after a crash: what was not committed is gone."""
        self.stop()
        self._ctl("start", "--wait", f"--log={self._folder / 'log'}", f"--options={self._options}")

    def url(self, database: str) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Its address."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}", self.url("postgres"))
        return self.url(name)

    def run(self, statement: str, url: str) -> list[Any]:
        """One statement, beside whatever the tests' subject does."""
        connection = psycopg2.connect(url)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """All of it stands still: connections stay open, and nothing is answered."""
        self._freeze()
        try:
            yield
        finally:
            self.thaw()

    def thaw(self) -> None:
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):  # its client went in the meantime
                process.resume()

    def _freeze(self) -> None:
        main, *_ = self._processes()
        main.suspend()  # first, or it goes on making others
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.suspend()

    def _processes(self) -> list[psutil.Process]:
        main = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
        return [main, *main.children(recursive=True)]

    @property
    def _options(self) -> str:
        settings = ("listen_addresses=127.0.0.1", f"port={self.port}", "fsync=off")
        sockets = f"unix_socket_directories={self._folder}"
        return " ".join(f"-c {setting}" for setting in (*settings, sockets))

    def _ctl(self, *arguments: str) -> None:
        self._run("pg_ctl", *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        peer = {"user": PEER, "group": PEER, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(self._bin / program), f"--pgdata={self._data}", *arguments]
        with (self._folder / "out").open("ab") as out:
            subprocess.run(command, check=True, cwd="/", stdout=out, stderr=out, **peer)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    ensure()
    # Not pytest's folder: another user, where the tests run as root, could not enter it.
    folder = Path(tempfile.mkdtemp(prefix="hipwise-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, PEER, PEER)
    server = PostgresServer(folder)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres(postgres_server: PostgresServer) -> str:
    return postgres_server.new_database()

"""What is supervised: it comes back when it dies; when it gives up, or the supervisor dies, nothing
is left, and one line says why."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from clinic.settings import read_settings
from tests.visitor import Visitor
from tools.assistant import Assistant, DidNotStart, free_ports
from tools.ready import GAVE_UP, listens, reached_at, wait_while_there
from tools.train import PROJECT

PATIENCE_S = 30
SUPERVISED = """
[supervisord]
nodaemon=true
pidfile={folder}/pid
[program:broken]
command={python} -c "import sys; sys.exit('no such hip')"
startretries=1
startsecs=20
redirect_stderr=true
stdout_logfile=NONE
stdout_events_enabled=true
[program:well]
command={python} -c "import time; time.sleep(600)"
"""


def test_a_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    with Assistant(tmp_path) as assistant:
        programs = psutil.Process(assistant.process.pid).children(recursive=True)
        assert programs
        assistant.process.kill()
        assert psutil.wait_procs(programs, timeout=PATIENCE_S)[1] == []
        for port in (assistant.port, assistant.actions_port):
            assert not listens("127.0.0.1", port)


@pytest.mark.parametrize("module", ["tools.serve", "tools.keep_records", "tools.ready"])
def test_a_killed_program_comes_back(module: str, assistant: Assistant) -> None:
    """Before and after, people are answered."""
    (killed,) = running(assistant, module)
    killed.kill()
    wait_until(lambda: any(p != killed for p in running(assistant, module)))
    wait_until(lambda: listens("127.0.0.1", assistant.port))
    with Visitor(assistant.url) as visitor:
        assert visitor.say("what is avn")
    assert "terminated by SIGKILL" in assistant.printed()


def test_what_does_not_start_in_time_ends_all_of_it(tmp_path: Path) -> None:
    assistant = Assistant(tmp_path, AVN_START_PATIENCE_S="1")
    with pytest.raises(DidNotStart), assistant:
        pass
    assert assistant.process.wait(PATIENCE_S) == GAVE_UP
    why = "run: the assistant did not start in 1 s; what it said is above"
    assert assistant.printed().splitlines()[:2] == ["run: starting (about ten seconds)", why]


def test_a_program_that_gives_up_ends_all_of_it(tmp_path: Path) -> None:
    configuration = tmp_path / "supervisord.conf"
    configuration.write_text(SUPERVISED.format(folder=tmp_path, python=sys.executable))
    service, reader = socket.socketpair()  # as a service's output is
    with service, reader:
        ended = subprocess.run(
            [sys.executable, "-m", "tools.supervise", str(configuration)],
            cwd=PROJECT,
            stdout=service.fileno(),
            stderr=service.fileno(),
            timeout=PATIENCE_S,
            check=False,
        )
        printed = reader.recv(4096).decode().splitlines()
    assert ended.returncode == 1
    assert printed.count("no such hip") == 2
    assert printed[-1] == "run: broken gave up; what it said is above"


def test_stopping_is_no_fault_and_makes_few_words(tmp_path: Path) -> None:
    with Assistant(tmp_path) as assistant:
        pass
    assert assistant.process.returncode == 0
    assert assistant.printed().splitlines() == [
        "run: starting (about ten seconds)",
        f"run: ready at http://localhost:{assistant.port}/ (Ctrl-C stops it)",
        "run: received SIGINT indicating exit request",
    ]


class TestGone:
    @pytest.fixture
    def places(self) -> dict[str, str]:
        port, actions_port = map(str, free_ports(2))
        patience = {"AVN_START_PATIENCE_S": "1"}
        return {"AVN_PORT": port, "AVN_ACTIONS_PORT": actions_port, **patience}

    def test_for_as_long_as_a_start_may_take(self, places: dict[str, str]) -> None:
        wait_while_there(read_settings(places))

    def test_is_not_what_is_only_slow(self) -> None:
        """It takes no connection, and no more wait than it can hold."""
        with socket.create_server(("127.0.0.1", 0), backlog=0) as busy:
            port = busy.getsockname()[1]
            waiting = [socket.socket() for _ in range(4)]
            for each in waiting:
                each.setblocking(False)
                each.connect_ex(("127.0.0.1", port))
            assert listens("127.0.0.1", port)
            for each in waiting:
                each.close()
        assert not listens("127.0.0.1", port)

    @pytest.mark.parametrize(
        ("host", "name"),
        [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("192.0.2.7", "192.0.2.7"),
         ("2001:db8::1", "[2001:db8::1]")],
    )  # fmt: skip
    def test_is_looked_for_where_it_listens(self, host: str, name: str) -> None:
        assert reached_at(host) == name


def running(assistant: Assistant, module: str) -> list[psutil.Process]:
    children = psutil.Process(assistant.process.pid).children()
    alive = (child for child in children if child.status() != psutil.STATUS_ZOMBIE)
    return [child for child in alive if child.cmdline()[-1:] == [module]]


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S * 2
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)

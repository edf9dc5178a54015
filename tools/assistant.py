"""The whole assistant started beside the caller, on free ports and with its own data folder. Used
by the terminal chat, the tests and the benchmark, so that they meet what patients meet."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tools.train import PROJECT

READY = "run: ready"
# as in supervisord.conf
SERVERS = {
    "rasa": "tools.serve",
    "actions": "tools.serve_actions",
    "records": "tools.keep_records",
}
PATIENCE_S = 300  # the first start may have to train
PAUSE_S = 0.1
DATABASE = ("DATABASE_URL", "DATABASE_URL_FILE")
FASTER_THAN_PEOPLE = "1000000"  # tests and benchmarks do not wait between messages


class DidNotStart(Exception):  # noqa: N818 - it reads as what happened
    """The message is what the assistant printed."""


class Assistant:
    """`with Assistant(folder) as assistant:` serves at `assistant.url` until the block ends."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        self.port, self.actions_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir / "assistant.log"
        self.data_dir = data_dir
        # A database named by the environment is not this one's.
        inherited = {name: value for name, value in os.environ.items() if name not in DATABASE}
        self.environment = {
            **inherited,
            "AVN_PORT": str(self.port),
            "AVN_ACTIONS_PORT": str(self.actions_port),
            "AVN_ACTIONS_SECRET": secrets.token_hex(32),
            "AVN_DATA_DIR": str(data_dir),
            "AVN_RATE_PER_SESSION": FASTER_THAN_PEOPLE,
            **settings,
        }

    def __enter__(self) -> "Assistant":
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._ready_before = self.printed().count(READY) if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tools.run"],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except BaseException:  # Ctrl-C: nobody would stop it later
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)

    def pids(self) -> dict[str, int]:
        """The server processes by name. For tests and benchmarks: psutil is theirs."""
        import psutil  # noqa: PLC0415

        children = psutil.Process(self.process.pid).children()
        alive = (child for child in children if child.status() != psutil.STATUS_ZOMBIE)
        commands = {child.pid: child.cmdline() for child in alive}
        return {
            name: next(pid for pid, command in commands.items() if command[-1] == module)
            for name, module in SERVERS.items()
        }

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while self.printed().count(READY) <= self._ready_before:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(self.printed())
            time.sleep(PAUSE_S)


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()

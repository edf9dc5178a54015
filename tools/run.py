"""Starts the assistant: trains if the content is new, then runs Rasa and the action server under
supervisord, which restarts what dies and stops all of it together.

Usage: python -m tools.run (`make run`).
"""

import os
import socket
import sys
import tempfile
from errno import EADDRINUSE
from pathlib import Path

from channels.secret import secret_of
from clinic.settings import SettingError, Settings, read_settings
from tools.environment import rasa_environment
from tools.supervised import SUPERVISOR
from tools.train import PROJECT, up_to_date_model

CONFIGURATION = PROJECT / "tools" / "supervisord.conf"
ACTIONS_HOST = "127.0.0.1"
ROOM = bytes(2**20)  # a start writes more than that


def main() -> None:
    try:
        settings = read_settings()
        stop_if_taken(settings.host, settings.port, "AVN_PORT")
        stop_if_taken(ACTIONS_HOST, settings.actions_port, "AVN_ACTIONS_PORT")
        stop_if_unwritable(settings.data_dir, "AVN_DATA_DIR")
        stop_if_unwritable(Path(tempfile.gettempdir()), "TMPDIR")
        secret_of(settings)
    except (SettingError, OSError) as error:
        sys.exit(f"run: {error}")
    supervise(up_to_date_model(), settings)


def stop_if_taken(host: str, port: int, setting: str) -> None:
    """Raises SettingError."""
    try:
        (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as fault:
        if fault.errno == EADDRINUSE:
            taken = f"port {port} is taken; free it or choose another: {setting}=..."
            raise SettingError(taken) from None
        why = f"cannot listen at {host}, port {port}: {fault.strerror}"
        raise SettingError(f"{setting}: {why}") from None


def stop_if_unwritable(folder: Path, setting: str) -> None:
    """Raises SettingError where there is no folder, no right or no room to write."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(ROOM)
    except OSError as fault:
        raise SettingError(f"{setting}: cannot write to {folder}: {fault.strerror}") from None


def supervise(model: Path, settings: Settings) -> None:
    """Becomes supervisord, so that Ctrl-C reaches it and nothing stands in between."""
    print("run: starting (about ten seconds)", flush=True)
    own = {"AVN_MODEL": str(model), SUPERVISOR: str(os.getpid())}
    command = [sys.executable, "-m", "tools.supervise", str(CONFIGURATION)]
    os.chdir(PROJECT)
    os.execve(sys.executable, command, rasa_environment(settings) | own)


if __name__ == "__main__":
    main()

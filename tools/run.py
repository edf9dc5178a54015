"""Starts the assistant: trains if the content is new, then runs Rasa and the action server under
supervisord, which restarts what dies and stops all of it together.

Usage: python -m tools.run (`make run`).
"""

import os
import socket
import sys
from pathlib import Path

from clinic.settings import SettingError, Settings, read_settings
from tools.environment import rasa_environment
from tools.train import PROJECT, up_to_date_model

CONFIGURATION = PROJECT / "tools" / "supervisord.conf"


def main() -> None:
    try:
        settings = read_settings()
    except SettingError as error:
        sys.exit(f"run: {error}")
    for port, name in ((settings.port, "AVN_PORT"), (settings.actions_port, "AVN_ACTIONS_PORT")):
        stop_if_taken(port, name)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    supervise(up_to_date_model(), settings)


def stop_if_taken(port: int, setting: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"run: port {port} is taken; free it or choose another: {setting}=...")


def supervise(model: Path, settings: Settings) -> None:
    """Becomes supervisord, so that Ctrl-C reaches it and nothing stands in between."""
    print("run: starting (about ten seconds)", flush=True)
    environment = {**rasa_environment(settings), "AVN_MODEL": str(model)}
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(CONFIGURATION)]
    os.chdir(PROJECT)
    os.execve(sys.executable, command, environment)


if __name__ == "__main__":
    main()

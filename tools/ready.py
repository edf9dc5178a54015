"""Waits until the assistant answers, prints its address and ends. Run by supervisord; when the
assistant does not come up, it says so and stops supervisord."""

import os
import signal
import time
import urllib.request
from http import HTTPStatus

from clinic.settings import read_settings

PATIENCE_S = 120
PAUSE_S = 0.1


def main() -> None:
    settings = read_settings()
    page = f"http://localhost:{settings.port}/"
    actions = f"http://127.0.0.1:{settings.actions_port}/health"
    deadline = time.monotonic() + PATIENCE_S
    while not (answers(actions) and answers(page)):
        if time.monotonic() > deadline:
            print("run: the assistant did not start; what it said is above", flush=True)
            os.kill(os.getppid(), signal.SIGTERM)
            return
        time.sleep(PAUSE_S)
    print(f"run: ready at {page} (Ctrl-C stops it)", flush=True)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PAUSE_S * 20) as response:
            return bool(response.status == HTTPStatus.OK)
    except OSError:
        return False


if __name__ == "__main__":
    main()

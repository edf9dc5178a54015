"""Waits until the assistant answers and prints its address; then sees that it stays there. Run by
supervisord. When the assistant does not come up, or is gone for as long as a start may take, it
says so and ends, and all of it with it (tools/supervise.py)."""

import socket
import sys
import time
import urllib.request
from http import HTTPStatus

from clinic.settings import Settings, read_settings
from tools.supervised import obey_supervisor

GAVE_UP = 3  # its status then; as in supervisord.conf
PAUSE_S = 0.1
TIMEOUT_S = 2
LOOK_AGAIN_S = 5
LOCAL, ACTIONS_HOST = "localhost", "127.0.0.1"
EVERYWHERE = ("127.0.0.1", "0.0.0.0", "::", "::1")
# The machine's proxy, if there is one, knows nothing of this server.
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main() -> None:
    obey_supervisor()
    settings = read_settings()
    page = f"http://{reached_at(settings.host)}:{settings.port}/"
    if not comes_up(page, settings):
        give_up(f"the assistant did not start in {settings.start_patience_s} s")
    print(f"run: ready at {page} (Ctrl-C stops it)", flush=True)
    wait_while_there(settings)
    give_up(f"the assistant was gone for {settings.start_patience_s} s")


def reached_at(host: str) -> str:
    name = LOCAL if host in EVERYWHERE else host
    return f"[{name}]" if ":" in name else name


def comes_up(page: str, settings: Settings) -> bool:
    actions = f"http://{ACTIONS_HOST}:{settings.actions_port}/health"
    deadline = time.monotonic() + settings.start_patience_s
    while not (answers(actions) and answers(page)):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_S)
    return True


def wait_while_there(settings: Settings) -> None:
    """Until one of the servers does not listen for a whole start. One that is only slow listens."""
    places = ((reached_at(settings.host), settings.port), (ACTIONS_HOST, settings.actions_port))
    seen = time.monotonic()
    while time.monotonic() - seen < settings.start_patience_s:
        time.sleep(LOOK_AGAIN_S)
        if all(listens(*place) for place in places):
            seen = time.monotonic()


def give_up(why: str) -> None:
    print(f"run: {why}; what it said is above", flush=True)
    sys.exit(GAVE_UP)


def answers(address: str) -> bool:
    try:
        with DIRECTLY.open(address, timeout=TIMEOUT_S) as response:
            return bool(response.status == HTTPStatus.OK)
    except OSError:
        return False


def listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host.strip("[]"), port), timeout=TIMEOUT_S).close()
    except OSError as fault:  # any other than this: it is there, and has no time
        return not isinstance(fault, ConnectionRefusedError)
    return True


if __name__ == "__main__":
    main()

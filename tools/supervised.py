"""What each program in supervisord.conf does first: it ends without a word when it is told to, and
it does not outlive the supervisor, however that ends. An old Rasa would keep the port from
another."""

import os
import signal
import sys
import threading
import time

SUPERVISOR = "AVN_SUPERVISOR"  # its process; set by tools/run.py
PAUSE_S = 0.5


def obey_supervisor() -> None:
    """A program that was started by hand has none to watch."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    supervisor = int(os.environ.get(SUPERVISOR, "0"))
    if supervisor:
        threading.Thread(target=_watch, args=(supervisor,), daemon=True).start()


def _watch(supervisor: int) -> None:
    """On Linux alone a signal could tell. Nothing is lost by ending at once: what the programs keep
    is made for that."""
    while os.getppid() == supervisor:
        time.sleep(PAUSE_S)
    os._exit(1)

"""Whether it is worth asking the database now. Used by records/gate.py."""

import logging
import threading

logger = logging.getLogger(__name__)


class Breaker:
    """Open, nobody asks; closed, all do. Whoever opens it sees to it that it is tried again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self.is_open = False

    def open(self, fault: BaseException) -> bool:
        """Whether it was closed before."""
        with self._lock:
            was_closed, self.is_open = not self.is_open, True
        if was_closed:
            logger.error("database away for=%s fault=%s", self._name, type(fault).__name__)
        return was_closed

    def close(self) -> None:
        with self._lock:
            was_open, self.is_open = self.is_open, False
        if was_open:
            logger.warning("database back for=%s", self._name)

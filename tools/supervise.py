"""Supervisord with an end: it restarts what dies, as ever, but when one of the programs gives up,
all of it ends, with one line that says why and a status that is not zero. tools/run.py becomes it.

Usage: python -m tools.supervise CONFIGURATION
"""

import signal
import sys
from contextlib import suppress
from typing import Any

from supervisor import events, loggers
from supervisor.medusa.asyncore_25 import ExitNow
from supervisor.options import ServerOptions
from supervisor.states import SupervisorStates
from supervisor.supervisord import Supervisor

from tools.ready import GAVE_UP


def main() -> None:
    options = Options()
    options.realize(["-c", sys.argv[1]])
    options.first, options.test = True, False
    ending = Ending(options)
    with suppress(ExitNow):
        ending.main()
    sys.exit(ending.why)


def show(event: Any) -> None:
    """What a program printed; supervisord itself writes to files only, and a service's standard
    output may be a socket. Where it takes no more, the programs go on all the same."""
    with suppress(OSError):
        sys.stdout.buffer.write(event.data)
        sys.stdout.buffer.flush()


class Options(ServerOptions):
    """Warnings go where a person looks, but not the one that it runs as root."""

    def make_logger(self) -> None:
        self.logger = loggers.getLogger(loggers.LevelsByName.WARN)
        handler = loggers.StreamHandler(sys.stderr)
        handler.setFormat("run: %(message)s\n")
        self.logger.addHandler(handler)
        for warning in self.parse_warnings:
            self.logger.warn(warning)

    def setsignals(self) -> None:
        """What was started with nohup outlives its terminal."""
        hanging_up = signal.getsignal(signal.SIGHUP)
        super().setsignals()
        if hanging_up is signal.SIG_IGN:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)


class Ending(Supervisor):
    """`why` is None where it was only told to stop."""

    why: int | str | None = None

    def runforever(self) -> None:
        events.subscribe(events.ProcessLogEvent, show)
        events.subscribe(events.ProcessStateFatalEvent, self._gave_up)
        events.subscribe(events.ProcessStateExitedEvent, self._exited)
        super().runforever()

    def _gave_up(self, event: Any) -> None:
        self._end(f"run: {event.process.config.name} gave up; what it said is above")

    def _exited(self, event: Any) -> None:
        """It said why itself."""
        if event.process.exitstatus == GAVE_UP:
            self._end(GAVE_UP)

    def _end(self, why: int | str) -> None:
        """While all of it stops already, whoever waits for another try gives up, too."""
        if self.options.mood == SupervisorStates.RUNNING:
            self.why, self.options.mood = why, SupervisorStates.SHUTDOWN


if __name__ == "__main__":
    main()

"""The caller's end of a call in the terminal: what is heard is printed, and spoken where espeak-ng
is installed; what is typed is speech, keys or silence. Used by `make call`."""

import re
import shutil
import subprocess
from dataclasses import dataclass

HELP = """\
call: type what you would say. 12 or #12 presses keys (write "twelve" to say it); an empty line is
      silence; ":low words" is heard badly; :hangup hangs up."""
SURE, UNSURE = 0.93, 0.25
KEYS = re.compile(r"#?([0-9*#]+)")
LOW, HANG_UP = ":low", ":hangup"


class HungUp(Exception):  # noqa: N818 - it reads as what happened
    """The caller did."""


@dataclass(frozen=True)
class Turn:
    """Words or keys; neither is silence."""

    words: str = ""
    keys: str = ""
    confidence: float = SURE


class Phone:
    """Reads from the terminal; the end of the input hangs up."""

    def __init__(self) -> None:
        self._voice = shutil.which("espeak-ng")

    def speak(self, text: str) -> None:
        print(f"\n{text}", flush=True)
        if self._voice:
            subprocess.run([self._voice, "--", text], check=False)

    def listen(self, about: str = "") -> Turn:
        if about:
            print(f"({about})")
        return read_turn(_typed("you> "))

    def choose(self, about: str, outcomes: tuple[str, ...]) -> str:
        """One of them; the first when nothing is typed."""
        print(f"({about})")
        question = f"how does it end? {', '.join(outcomes)} [{outcomes[0]}]> "
        while (typed := _typed(question).strip() or outcomes[0]) not in outcomes:
            print("(one of them, please)")
        return typed


def read_turn(typed: str) -> Turn:
    """Raises HungUp."""
    text = typed.strip()
    if text == HANG_UP:
        raise HungUp
    if keys := KEYS.fullmatch(text):
        return Turn(keys=keys[1])
    if text.startswith(LOW):
        return Turn(text.removeprefix(LOW).strip(), confidence=UNSURE)
    return Turn(text)


def _typed(question: str) -> str:
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt) as end:
        print()
        raise HungUp from end

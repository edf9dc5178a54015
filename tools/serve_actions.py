"""Serves the custom actions: Rasa's own action server. Run by supervisord; Rasa alone talks to it,
so it listens on this machine only (SANIC_HOST in tools/environment.py)."""

import logging

from clinic.settings import read_settings
from tools.environment import silence_warnings


def main() -> None:
    silence_warnings()
    from rasa_sdk.endpoint import run  # noqa: PLC0415 - after the warnings of its packages are off

    logging.basicConfig(level=logging.WARNING)
    run("actions", read_settings().actions_port, cors_origins=[])


if __name__ == "__main__":
    main()

"""Serves the custom actions: Rasa's own action server. Run by supervisord; Rasa alone talks to it,
so it listens on this machine only (SANIC_HOST in tools/environment.py)."""

import logging

from pluggy import HookimplMarker
from sanic import Sanic

from clinic.settings import read_settings
from tools.connections import make_careful
from tools.environment import silence_warnings
from tools.private_log import keep_words_out


def main() -> None:
    silence_warnings()
    # After the warnings of its packages are off.
    from rasa_sdk.endpoint import run  # noqa: PLC0415
    from rasa_sdk.plugin import plugin_manager  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING)
    plugin_manager().register(Careful())
    run("actions", read_settings().actions_port, cors_origins=[])


class Careful:
    """Extends the action server in the way that its makers meant it to be."""

    @HookimplMarker("rasa_sdk")
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        make_careful(app)
        app.register_listener(lambda *_: keep_words_out(), "before_server_start")


if __name__ == "__main__":
    main()

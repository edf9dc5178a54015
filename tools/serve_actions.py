"""Serves the custom actions: Rasa's own action server. Run by supervisord; Rasa alone talks to it,
so it listens on this machine only (SANIC_HOST in tools/environment.py) and answers nobody who does
not know the secret that both were started with."""

import logging
import sys
from hmac import compare_digest

from pluggy import HookimplMarker
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from clinic.settings import read_settings
from tools.connections import make_careful
from tools.environment import silence_warnings
from tools.private_log import keep_words_out
from tools.supervised import obey_supervisor

OPEN = "/health"  # says that the server runs, and nothing else
NOT_KNOWN = 401


def main() -> None:
    obey_supervisor()
    silence_warnings()
    # After the warnings of its packages are off.
    from rasa_sdk.endpoint import run  # noqa: PLC0415
    from rasa_sdk.plugin import plugin_manager  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING)
    settings = read_settings()
    if not settings.actions_secret:
        sys.exit("actions: AVN_ACTIONS_SECRET: it is not set; Rasa needs the same")
    plugin_manager().register(OnlyForRasa(settings.actions_secret))
    run("actions", settings.actions_port, cors_origins=[])


class OnlyForRasa:
    """Extends the action server in the way that its makers meant it to be."""

    def __init__(self, secret: str) -> None:
        self._expected = f"Bearer {secret}".encode()

    @HookimplMarker("rasa_sdk")
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        app.register_middleware(self.refuse_others, "request")
        app.exception(SanicException)(self.say_status)
        make_careful(app)
        app.register_listener(lambda *_: keep_words_out(), "before_server_start")

    def refuse_others(self, request: Request) -> HTTPResponse | None:
        given = request.headers.get("Authorization", "").encode()
        known = request.path == OPEN or compare_digest(given, self._expected)
        return None if known else empty(NOT_KNOWN)

    def say_status(self, request: Request, fault: SanicException) -> HTTPResponse:
        """Of what is no request for an action. The server's own answer, and its log, would repeat
        what was sent."""
        return self.refuse_others(request) or empty(fault.status_code)


if __name__ == "__main__":
    main()

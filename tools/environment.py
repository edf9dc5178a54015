"""The environment that Rasa, the action server and the tools run in: the project's settings under
the names that Rasa's files use, and a quiet TensorFlow. Used by every tool that starts one.

Usage, before Rasa's own commands: eval "$(.venv/bin/python -m tools.environment)"
"""

import os
import secrets
import shlex
import sys
import warnings
from typing import Any

from clinic.secret_files import with_secret_files
from clinic.settings import Settings, read_settings


def main() -> None:
    settings = read_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)  # the database is made in it
    for name, value in rasa_environment(settings).items():
        if os.environ.get(name) != value:
            print(f"export {name}={shlex.quote(value)}")


def rasa_environment(settings: Settings) -> dict[str, str]:
    return {
        **with_secret_files(os.environ),
        "AVN_PYTHON": sys.executable,
        "AVN_HOST": settings.host,
        "AVN_PORT": str(settings.port),
        "AVN_ACTIONS_PORT": str(settings.actions_port),
        "AVN_ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}/webhook",
        # Rasa and the action server know each other by it; it is made anew at every start.
        "AVN_ACTIONS_SECRET": settings.actions_secret or secrets.token_hex(32),
        "AVN_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "RASA_TELEMETRY_ENABLED": "false",
        # A cached part of an older model would hide a change in our own components.
        "RASA_MAX_CACHE_SIZE": "0",
        # numpy's second thread spins between messages and takes its core from all other work.
        "OPENBLAS_NUM_THREADS": "1",
        "SANIC_HOST": "127.0.0.1",
        # Or it says, to whoever gives no origin, that pages may read with credentials.
        "SANIC_CORS_ALWAYS_SEND": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # Images that turn it on would compile 6,000 modules at every start, for ten seconds.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
    }


def silence_warnings() -> None:
    """Several packages turn their deprecation warnings on as they are imported; pinned, they help
    nobody, and a person who starts the assistant would take them for faults."""
    warnings.showwarning = _say_nothing


def _say_nothing(*_: Any, **__: Any) -> None:
    pass


if __name__ == "__main__":
    main()

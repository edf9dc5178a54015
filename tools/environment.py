"""The environment that Rasa, the action server and the tools run in: the settings of the project
under the names that Rasa's files use, and a quiet TensorFlow. Used by every tool that starts one."""

import os
import sys

from clinic.settings import Settings


def rasa_environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "AVN_PYTHON": sys.executable,
        "AVN_HOST": settings.host,
        "AVN_PORT": str(settings.port),
        "AVN_ACTIONS_PORT": str(settings.actions_port),
        "AVN_ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}/webhook",
        "AVN_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "RASA_TELEMETRY_ENABLED": "false",
        # A cached part of an older model would hide a change in our own components.
        "RASA_MAX_CACHE_SIZE": "0",
        "SANIC_HOST": "127.0.0.1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
    }

"""Secrets may stand in files, as Docker and Kubernetes hand them over: NAME_FILE is the path of a
file that holds what NAME would. Called by clinic/settings.py and by what starts Rasa, which reads
only the environment."""

from collections.abc import Mapping
from pathlib import Path

SECRETS = (
    "AVN_SECRET",
    "AVN_ACTIONS_SECRET",
    "DATABASE_URL",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_AUTH_TOKEN_SECONDARY",
    # Those of the messaging apps in credentials.yml.
    "FACEBOOK_VERIFY",
    "FACEBOOK_SECRET",
    "FACEBOOK_PAGE_ACCESS_TOKEN",
    "TELEGRAM_ACCESS_TOKEN",
    "SLACK_TOKEN",
    "SLACK_SIGNING_SECRET",
)


def with_secret_files(environment: Mapping[str, str]) -> dict[str, str]:
    """Each NAME is what its file holds and NAME_FILE empty, so that it can be read once more.
    Raises ValueError, which names the setting but never what it holds."""
    given = dict(environment)
    for name in SECRETS:
        if path := given.get(f"{name}_FILE"):
            if given.get(name):
                raise ValueError(f"{name}, {name}_FILE: both are set; one has to go")
            given |= {name: _content(f"{name}_FILE", Path(path)), f"{name}_FILE": ""}
    return given


def _content(setting: str, path: Path) -> str:
    try:
        content = path.expanduser().read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as fault:
        raise ValueError(f"{setting}: {fault.strerror}: {path}") from None
    except ValueError:
        raise ValueError(f"{setting}: no text is in {path}") from None
    if not content:
        raise ValueError(f"{setting}: nothing is in {path}")
    return content

"""The secret that signs web sessions and hides phone numbers. Used by every channel."""

import secrets
from pathlib import Path

from clinic.settings import Settings


def secret_of(settings: Settings) -> str:
    """The configured one, or the one made at the first start, which stays in the data folder,
    readable by its owner."""
    return settings.secret or _kept_secret(settings.data_dir)


def _kept_secret(folder: Path) -> str:
    path = folder / "session_secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")

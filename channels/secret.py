"""The secret that signs web sessions and hides phone numbers. Used by every channel."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from clinic.settings import SHORTEST_SECRET, SettingError, Settings

FILE, LOCK = "session_secret", ".session_secret.lock"


def secret_of(settings: Settings) -> str:
    """The configured one, or the one made at the first start, which stays in the data folder,
    readable by its owner. Raises SettingError where it was cut short."""
    return settings.secret or _kept_secret(settings.data_dir)


def _kept_secret(folder: Path) -> str:
    path = folder / FILE
    if not _is_there(path):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _one_at_a_time(folder):
            if not _is_there(path):
                _write_whole(path, secrets.token_hex(SHORTEST_SECRET))
    return _long_enough(path)


def _is_there(path: Path) -> bool:
    """An older version that was killed may have left it empty."""
    return path.exists() and path.stat().st_size > 0


def _long_enough(path: Path) -> str:
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingError(f"AVN_DATA_DIR: {path.name} is shorter than {SHORTEST_SECRET} bytes")
    return secret


def _write_whole(path: Path, content: str) -> None:
    """All of it or nothing, also after a power cut."""
    handle, unfinished = mkstemp(prefix=f".{path.name}.", dir=path.parent)  # its owner's only
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(path)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """The action server and Rasa start together, and both need it."""
    handle = os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

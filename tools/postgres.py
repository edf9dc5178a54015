"""Finds or gets the programs of a PostgreSQL server for the tests of a database that hangs. Used by
tools.test and tests/postgres.py."""

import shutil
from pathlib import Path

from tools.debian import can_install, is_installed_now

# Debian keeps them out of PATH, Homebrew may.
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


class NoServer(Exception):  # noqa: N818 - it reads as what happened
    """The message is one clear line."""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, of the newest version there is."""
    found = [path for folder in FOLDERS for path in Path("/").glob(f"{folder[1:]}/initdb")]
    newest = max(found, key=lambda path: path.parts, default=shutil.which("initdb"))
    return Path(newest).resolve().parent if newest else None


def ensure() -> None:
    """Installs a server where there is none. Raises NoServer."""
    if programs():
        return
    print("test: getting a PostgreSQL server for the tests of the database", flush=True)
    if not (can_install() and is_installed_now("postgresql")):
        raise NoServer(
            "no PostgreSQL for the tests of the database: it could not be installed (as root on "
            "Debian it is); install a PostgreSQL server and run it again"
        )

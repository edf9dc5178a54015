"""Installs a package of Debian or Ubuntu that a test needs, where that can be done. Used by
tools/browser.py and tools/postgres.py."""

import os
import shutil
import subprocess


def can_install() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def is_installed_now(package: str) -> bool:
    """Whether it could be installed."""
    install = ("apt-get", "install", "--yes", "--no-install-recommends", package)
    return succeeds("apt-get", "update") and succeeds(*install)


def succeeds(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    return result.returncode == 0

"""Finds or gets a Chromium for the browser test. On Debian and Ubuntu, as root, the distribution's;
elsewhere Playwright's own. Used by tools.test and tests/widget/."""

import shutil
import sys
from pathlib import Path

from tools.debian import can_install, is_installed_now, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoBrowser(Exception):  # noqa: N818 - it reads as what happened
    """The message is one clear line."""


def executable() -> str | None:
    """The path of an installed browser; None means Playwright's own."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure() -> None:
    """Installs a browser where there is none. Raises NoBrowser."""
    if executable() or _playwrights_own_is_installed():
        return
    print("test: getting a browser for the browser test", flush=True)
    if can_install():
        installed = is_installed_now("chromium")
    else:
        installed = succeeds(sys.executable, "-m", "playwright", "install", "chromium")
    if not installed:
        raise NoBrowser(
            "no browser for the browser test: neither the distribution's chromium (as root on "
            "Debian) nor Playwright's own could be installed; install chromium and run it again"
        )


def _playwrights_own_is_installed() -> bool:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()

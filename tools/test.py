"""Runs every test; gets what they need first: a browser, a PostgreSQL server, a trained model.

Usage: python -m tools.test [pytest options] (`make test`).
"""

import subprocess
import sys

from tools import browser, postgres
from tools.train import PROJECT, up_to_date_model


def main() -> None:
    try:
        browser.ensure()
        postgres.ensure()
    except (browser.NoBrowser, postgres.NoServer) as failure:
        sys.exit(f"test: {failure}")
    up_to_date_model()
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy", "."]):
        run(*command)
    run("pytest", *sys.argv[1:])


def run(*module: str) -> None:
    result = subprocess.run([sys.executable, "-m", *module], cwd=PROJECT, check=False)
    if result.returncode:
        sys.exit(result.returncode)


if __name__ == "__main__":
    main()

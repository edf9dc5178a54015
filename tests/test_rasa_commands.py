"""Rasa's own commands work as a Rasa engineer expects, after the line in tools/environment.py."""

import shlex
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ENVIRONMENT = f'eval "$({shlex.quote(sys.executable)} -m tools.environment)"'


def rasa(arguments: str) -> subprocess.CompletedProcess[str]:
    command = f"{ENVIRONMENT} && {shlex.quote(sys.executable)} -m rasa {arguments}"
    return subprocess.run(
        ["sh", "-c", command], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def test_rasa_finds_no_fault_in_our_content() -> None:
    validated = rasa("data validate")
    assert validated.returncode == 0, validated.stderr
    assert "No story structure conflicts found" in validated.stderr

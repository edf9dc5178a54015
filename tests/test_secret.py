"""The secret that is made at the first start: one, whole, and its owner's alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from channels.secret import secret_of
from clinic.settings import SettingError, Settings, read_settings
from tools.train import PROJECT

READ = """
import sys
from channels.secret import secret_of
from clinic.settings import read_settings
sys.stdin.read()
print(secret_of(read_settings({"AVN_DATA_DIR": sys.argv[1]})))
"""


def settings_in(folder: Path) -> Settings:
    return read_settings({"AVN_DATA_DIR": str(folder)})


def test_processes_that_start_together_get_the_same(tmp_path: Path) -> None:
    """Each waits for the end of its input, so that all of them meet."""
    command = [sys.executable, "-c", READ, str(tmp_path / "new")]
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True) for _ in range(6)
    ]
    for process in started:
        assert process.stdin
        process.stdin.close()
    made = {process.stdout.read().strip() for process in started if process.stdout}
    assert [process.wait() for process in started] == [0] * 6
    assert made == {secret_of(settings_in(tmp_path / "new"))}
    assert len(made.pop()) == 64


def test_it_is_readable_by_its_owner_and_nothing_else_is_left(tmp_path: Path) -> None:
    secret_of(settings_in(tmp_path))
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"session_secret": 0o600, ".session_secret.lock": 0o600}


def test_an_empty_file_that_a_crash_left_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "session_secret").touch()
    assert len(secret_of(settings_in(tmp_path))) == 64


def test_one_that_was_cut_short_is_named(tmp_path: Path) -> None:
    (tmp_path / "session_secret").write_text("c0ffee")
    with pytest.raises(SettingError, match="session_secret is shorter than 32 bytes"):
        secret_of(settings_in(tmp_path))

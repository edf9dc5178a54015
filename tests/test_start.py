"""What stops a start, and that it is said in one line."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.assistant import DATABASE, free_ports
from tools.train import PROJECT

WITHOUT_ROOM = """
import resource
from tools import run
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
run.main()
"""
WITH_OTHER_MODELS = """
import sys
from pathlib import Path
from tools import run, train
train.MODELS = Path(sys.argv[1])
run.main()
"""


def said(folder: Path, command: Sequence[str] = ("-m", "tools.run"), **settings: str) -> str:
    """All that a start prints which fails."""
    port, actions_port = map(str, free_ports(2))
    here = {"AVN_PORT": port, "AVN_ACTIONS_PORT": actions_port, "AVN_DATA_DIR": str(folder)}
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={**_without_settings(), **here, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    return ended.stdout


def _without_settings() -> dict[str, str]:
    """Other tests leave some, for the Rasa that runs in this process."""
    ours = (name for name in os.environ if name.startswith("AVN_"))
    left = {*ours, *DATABASE}
    return {name: value for name, value in os.environ.items() if name not in left}


def test_a_data_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    assert said(folder) == f"run: AVN_DATA_DIR: cannot write to {folder}: Not a directory\n"


def test_a_data_folder_without_room(tmp_path: Path) -> None:
    """A file may not grow, as on a disk that is full."""
    why = f"run: AVN_DATA_DIR: cannot write to {tmp_path}: File too large\n"
    unwritten = {"PYTHONDONTWRITEBYTECODE": "1"}  # half of a module would break the next start
    assert said(tmp_path, ["-c", WITHOUT_ROOM], **unwritten) == why
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_not_this_machine(tmp_path: Path) -> None:
    (line,) = said(tmp_path, AVN_HOST="192.0.2.1").splitlines()
    assert line.startswith("run: AVN_PORT: cannot listen at 192.0.2.1, port ")


def test_a_model_that_is_damaged(tmp_path: Path, model: Path) -> None:
    damaged = tmp_path / model.name
    damaged.write_bytes(model.read_bytes()[:-1000])
    printed = said(tmp_path / "data", ["-c", WITH_OTHER_MODELS, str(tmp_path)])
    assert printed == f"train: {damaged} is damaged; remove it and start again\n"


@pytest.mark.parametrize("name", ["AVN_SECRET", "AVN_ACTIONS_SECRET"])
def test_a_secret_that_is_too_short(name: str, tmp_path: Path) -> None:
    (line,) = said(tmp_path, **{name: "hunter2"}).splitlines()
    assert line.startswith(f"run: {name}: shorter than 32 bytes")
    assert "hunter2" not in line


def test_a_secret_file_that_is_not_there(tmp_path: Path) -> None:
    missing = str(tmp_path / "none")
    why = f"run: DATABASE_URL_FILE: No such file or directory: {missing}\n"
    assert said(tmp_path, DATABASE_URL_FILE=missing) == why


def test_a_secret_that_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / "session_secret").write_text("c0ffee")
    (line,) = said(tmp_path).splitlines()
    assert line == "run: AVN_DATA_DIR: session_secret is shorter than 32 bytes"

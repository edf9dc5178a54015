"""What is written on the disk is for its owner alone."""

import os
import subprocess
import sys
from pathlib import Path

from tests.visitor import Visitor
from tools.assistant import Assistant
from tools.train import PROJECT


def open_to_others(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.stat().st_mode & 0o077]


def test_all_that_a_conversation_leaves(assistant: Assistant) -> None:
    with Visitor(assistant.url) as visitor:
        visitor.say("start the questions")
        visitor.say("yes")
    written = {path.name for path in assistant.data_dir.iterdir()}
    assert written >= {"hipwise.db", "assistant.log", "session_secret", "supervisord.pid", "outbox"}
    assert open_to_others(assistant.data_dir) == []


def test_what_a_tool_of_the_staff_makes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.records", "list"]
    database = f"sqlite:///{tmp_path}/tool.db"
    subprocess.run(command, cwd=PROJECT, env={**os.environ, "DATABASE_URL": database}, check=True)
    assert (tmp_path / "tool.db").exists()
    assert open_to_others(tmp_path) == []

"""The writer's tool `python -m tools.parse`: JSON lines in, JSON lines out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.train import PROJECT


def parse(text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tools.parse", *arguments]
    return subprocess.run(
        command, cwd=PROJECT, input=text, capture_output=True, text=True, check=False
    )


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.usefixtures("model")
def test_reads_standard_input_and_writes_one_line_each() -> None:
    asked = [
        {"text": "how much does it cost?"},
        {"text": "I'm 42, both hips, stage 2 on MRI, prednisone for lupus"},
        {"text": "fee cat two", "question": "stage"},
        {"text": "no", "question": "collapse", "channel": "sms"},
        {"text": "crushing chest pain and I cannot breathe"},
        {"text": ""},
        {"text": "/restart"},
    ]
    done = parse("\n".join(json.dumps(line) for line in asked))
    cost, story, stage, collapse, alarm, empty, command = lines(done.stdout)
    assert set(cost) == {"text", "intent", "confidence", "topics", "red_flag", "check", "slots"}
    assert (cost["intent"], cost["topics"][0][0]) == ("ask", "cost")
    assert len(cost["topics"]) == 5
    assert story["slots"] == {
        "age": 42,
        "hip_side": "both",
        "imaging_done": ["mri"],
        "stage": {"system": "unknown", "stage": "2"},
        "risk_factors": ["steroids", "lupus"],
    }
    assert stage["slots"] == {"stage": {"system": "ficat", "stage": "2"}}
    assert collapse["slots"] == {"collapse": "no"}
    assert alarm["red_flag"] == "emergency"
    assert empty["intent"] == "unreadable"
    assert command["text"] == "/restart"
    assert done.returncode == 0


@pytest.mark.usefixtures("model")
def test_reads_a_file(tmp_path: Path) -> None:
    source = tmp_path / "lines.jsonl"
    source.write_text('{"text": "what is avn"}\n\n{"text": "hello"}\n', encoding="utf-8")
    assert [line["intent"] for line in lines(parse("", str(source)).stdout)] == ["ask", "greet"]


@pytest.mark.usefixtures("model")
def test_a_line_that_is_not_json_is_named() -> None:
    done = parse('{"text": "hello"}\nnonsense\n')
    assert done.returncode == 1
    assert 'parse: line 2 is not JSON with a "text"' in done.stderr

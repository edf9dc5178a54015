from typing import Any

import pytest

from clinic.language.stage import find_stages


def _read(text: str) -> list[Any]:
    return [f.value if f.value == "unknown" else tuple(f.value.values()) for f in find_stages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stage III-A (ARCO)", [("arco", "3a")]),
        ("a r c o three b", [("arco", "3b")]),
        ("University of Pennsylvania stage 2c", [("steinberg", "2c")]),
        ("staged as ficat IV", [("ficat", "4")]),
        ("it's stage to", [("unknown", "2")]),
        ("AVN 2b", [("unknown", "2b")]),
        ("the third stage", [("unknown", "3")]),
        ("ficat 2 to 3", ["unknown"]),
        ("ARCO 4b", [("arco", "4")]),
        ("stage 2 breast cancer and ficat 2 hip", [("ficat", "2")]),
    ],
)
def test_stage(text: str, expected: list[Any]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "CKD stage 3",
        "stage 2 cancer",
        "grade 10",
        "I am in 4th grade",
        "the stage I am in",
        "Kellgren-Lawrence grade 3",
        "what stage am i",
    ],
)
def test_stage_of_something_else(text: str) -> None:
    assert _read(text) == []


def test_bare_stage_waits_for_its_question() -> None:
    assert [finding.uncertain for finding in find_stages("2b")] == [True]
    assert [finding.uncertain for finding in find_stages("stage 2b")] == [False]


def test_avn_spelt_out_is_no_stage() -> None:
    assert find_stages("hip a v n") == []
    assert [found.value["stage"] for found in find_stages("a v n stage v")] == ["5"]

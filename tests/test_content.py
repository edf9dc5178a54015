"""What is said to patients holds to the rules, and breaking any of them is noticed by name."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.content.checks import CHECKS, problems
from tools.content.documents import read_files
from tools.content.reading import Content

FILES = read_files(Path(__file__).parents[1])
BAD = yaml.safe_load((Path(__file__).parent / "bad_content.yml").read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 11, 24)


def laid_over(case: dict[str, Any]) -> dict[str, str]:
    files = {**FILES, **case.get("files", {})}
    for path, typo in case.get("typo", {}).items():
        assert files[path].count(typo["was"]) >= 1
        files[path] = files[path].replace(typo["was"], typo["is"], 1)
    return files


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["check"])
def test_bad_content_is_named(case: dict[str, Any]) -> None:
    check = next(check for check in CHECKS if check.__name__ == case["check"])
    found = check(Content(laid_over(case), TODAY))
    assert [str(problem) for problem in found] == case["says"]


def test_every_check_has_a_bad_example() -> None:
    assert {case["check"] for case in BAD} == {check.__name__ for check in CHECKS}


def test_all_problems_are_reported_together() -> None:
    extra = 'responses:\n  utter_extra:\n  - text: "Take 5 mg, a miracle."\n'
    found = problems(Content({**FILES, "data/chat/extra.yml": extra}, TODAY))
    assert {problem.id for problem in found} == {"utter_extra"}
    assert {problem.what for problem in found} >= {
        "has web, not web, sms, voice",
        "web: advertises: 'miracle'",
        "web: names a dose: 'mg'",
    }


def test_a_file_that_cannot_be_read_is_named_and_nothing_else() -> None:
    found = problems(Content({**FILES, "data/chat/extra.yml": "a: [b"}, TODAY))
    assert [problem.path for problem in found] == ["data/chat/extra.yml"]


def test_our_content_has_no_problem() -> None:
    """As of its latest review: the calendar may fail `make check`, not the tests."""
    about = [reply.metadata or {} for reply in Content(FILES, TODAY).replies]
    reviews = [metadata["reviewed"] for metadata in about if "reviewed" in metadata]
    latest = datetime.date.fromisoformat(max(reviews))
    assert [str(problem) for problem in problems(Content(FILES, latest))] == []

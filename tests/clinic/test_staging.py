"""The cross-walk, row by row as a clinician reads it, and the stages that do not exist."""

import pytest

from clinic.staging import (
    Stage,
    categories,
    cross_walk,
    group_of_finding,
    stage_from,
    table,
)

AT_RISK, PRE, ARTHRITIS = {"at_risk"}, {"pre_collapse"}, {"arthritis"}
EARLY, LATE = {"early_collapse"}, {"late_collapse"}

# Written from the contract's table and its footnotes, not from cross_walk.yml.
MEANINGS = [
    *(("ficat", stage, meaning) for stage, meaning in [("0", AT_RISK), ("1", PRE), ("2", PRE)]),
    *(("ficat", stage, meaning) for stage, meaning in [("2a", PRE), ("2b", EARLY)]),
    *(("ficat", stage, meaning) for stage, meaning in [("3", EARLY | LATE), ("4", ARTHRITIS)]),
    *(("arco", stage, meaning) for stage, meaning in [("0", AT_RISK), ("1", PRE), ("2", PRE)]),
    *(("arco", stage, meaning) for stage, meaning in [("3", EARLY | LATE), ("3a", EARLY)]),
    *(("arco", stage, meaning) for stage, meaning in [("3b", LATE), ("3c", EARLY | LATE)]),
    ("arco", "2c", PRE),
    ("arco", "4", ARTHRITIS),
    *(("steinberg", stage, AT_RISK) for stage in ["0"]),
    *(("steinberg", stage, PRE) for stage in ["1", "1a", "1c", "2", "2a", "2b", "2c"]),
    *(("steinberg", stage, EARLY) for stage in ["3", "3a", "3b", "3c", "4a"]),
    *(("steinberg", stage, EARLY | LATE) for stage in ["4", "4b", "4c"]),
    *(("steinberg", stage, ARTHRITIS) for stage in ["5", "5b", "6"]),
]


@pytest.mark.parametrize(("system", "stage", "meaning"), MEANINGS)
def test_what_a_stage_means_for_collapse(system: str, stage: str, meaning: set[str]) -> None:
    assert categories(Stage(system, stage)) == meaning


@pytest.mark.parametrize(
    ("system", "stage", "ficat", "arco", "steinberg"),
    [
        ("ficat", "0", "0", "no stage", "0"),
        ("ficat", "1", "I", "1", "I"),
        ("arco", "2", "IIA", "2", "II"),
        ("ficat", "2b", "IIB", "3A", "III"),
        ("steinberg", "3c", "IIB or III", "3A", "III"),
        ("arco", "3a", "IIB or III", "3A", "III or IV"),
        ("steinberg", "4a", "IIB or III", "3A", "IV A"),
        ("arco", "3b", "III", "3B", "IV B or IV C"),
        ("ficat", "3", "III", "3A or 3B", "III or IV"),
        ("arco", "3", "IIB or III", "3A or 3B", "III or IV"),
        ("steinberg", "4b", "III", "3A or 3B", "IV"),
        ("arco", "4", "IV", "4", "V or VI"),
        ("steinberg", "5", "IV", "4", "V"),
        ("steinberg", "6", "IV", "4", "VI"),
    ],
)
def test_every_row_in_all_three_systems(
    system: str, stage: str, ficat: str, arco: str, steinberg: str
) -> None:
    row = cross_walk(Stage(system, stage))
    assert row is not None
    assert row.names() == {"ficat": ficat, "arco": arco, "steinberg": steinberg}


def test_the_same_letters_are_not_the_same_stage() -> None:
    assert categories(Stage("steinberg", "2b")) != categories(Stage("ficat", "2b"))


def test_names_are_said_without_roman_numbers() -> None:
    row = cross_walk(Stage("steinberg", "3"))
    assert row is not None
    assert row.names(spoken=True) == {"ficat": "2 B or 3", "arco": "3A", "steinberg": "3"}


@pytest.mark.parametrize("stage", ["0", "1", "2", "2b", "3", "4", "6"])
def test_a_stage_without_its_system_is_never_translated(stage: str) -> None:
    assert cross_walk(Stage("unknown", stage)) is None


@pytest.mark.parametrize(
    ("stage", "meaning"),
    [
        ("1", PRE),
        ("2", PRE),
        ("2b", PRE | EARLY),
        ("3", EARLY | LATE),
        ("4", EARLY | LATE | ARTHRITIS),
    ],
)
def test_without_a_system_it_is_what_it_may_be_in_any(stage: str, meaning: set[str]) -> None:
    assert categories(Stage("unknown", stage)) == meaning


@pytest.mark.parametrize(
    ("system", "stage"),
    [
        ("arco", "7"),
        ("arco", "5"),
        ("ficat", "5"),
        ("ficat", "2c"),
        ("ficat", "3a"),
        ("steinberg", "7"),
        ("steinberg", "6a"),
        ("steinberg", "2B"),
        ("unknown", "7"),
        ("kellgren", "2"),
        ("ficat", ""),
    ],
)
def test_a_stage_that_does_not_exist_is_refused(system: str, stage: str) -> None:
    with pytest.raises(ValueError, match="no stage"):
        Stage(system, stage)


@pytest.mark.parametrize("answer", ["unknown", "skipped", None, {"system": "ficat", "stage": None}])
def test_an_answer_that_names_no_stage(answer: object) -> None:
    assert stage_from(answer) is None


def test_every_stage_stands_in_one_row_only() -> None:
    stages = [
        (system, stage) for row in table() for system in row.stages for stage in row.stages[system]
    ]
    assert len(stages) == len(set(stages))


@pytest.mark.parametrize(
    ("kind", "value", "group"),
    [
        ("stage", {"system": "ficat", "stage": "2"}, "before_collapse"),
        ("stage", {"system": "ficat", "stage": "2b"}, "after_collapse"),
        ("stage", {"system": "unknown", "stage": "3"}, "after_collapse"),
        ("stage", {"system": "steinberg", "stage": "6"}, "arthritis"),
        ("stage", "unknown", None),
        ("collapse", "no", "before_collapse"),
        ("arthritis", "yes", "arthritis"),
        ("arthritis", "no", None),
        ("age", 47, None),
    ],
)
def test_what_is_said_of_a_hip_falls_into_a_group(
    kind: str, value: object, group: str | None
) -> None:
    assert group_of_finding(kind, value) == group

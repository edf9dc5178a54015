"""Which topic a question means that names none itself."""

import pytest

from clinic.thread import topic_carried_on


@pytest.mark.parametrize(
    ("latest", "changed", "treatment", "topic"),
    [
        ("cost", "treatment", "hip_replacement", "cost"),
        ("processing", "treatment", "hip_replacement", "hip_replacement"),
        (None, "treatment", "prp", "prp_vs_stem_cells"),
        ("candidacy", "stage_group", "stem_cell", "candidacy"),
        ("cost", "stage_group", "stem_cell", "early_vs_late_stage"),
        (None, "stage_group", "stem_cell", "early_vs_late_stage"),
    ],
)
def test_topic(latest: str | None, changed: str, treatment: str, topic: str) -> None:
    assert topic_carried_on(latest, changed, treatment) == topic

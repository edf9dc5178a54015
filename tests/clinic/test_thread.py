"""Which topic a question means that names none itself."""

import pytest

from clinic.thread import topic_carried_on, topics_by


@pytest.mark.parametrize(
    ("latest", "changed", "treatment", "topic"),
    [
        ("cost", "treatment", "hip_replacement", "cost"),
        ("processing", "treatment", "hip_replacement", "hip_replacement"),
        (None, "treatment", "prp", "prp_vs_stem_cells"),
        ("anaesthesia_pain_during", "treatment", "core_decompression", "anaesthesia_pain_during"),
        ("anaesthesia_pain_during", "treatment", "hip_replacement", "hip_replacement"),
        ("candidacy", "stage_group", "stem_cell", "candidacy"),
        ("cost", "stage_group", "stem_cell", "early_vs_late_stage"),
        (None, "stage_group", "stem_cell", "early_vs_late_stage"),
    ],
)
def test_topic(latest: str | None, changed: str, treatment: str, topic: str) -> None:
    assert topic_carried_on(latest, changed, treatment) == topic


def test_the_topics_with_variants_are_those_that_have_them() -> None:
    varied = {"cost", "insurance", "risks_side_effects", "recovery_time", "success_rate"}
    assert topics_by("treatment") == varied
    assert topics_by("stage_group") == {
        *("candidacy", "success_rate", "evidence_status", "alternatives")
    }

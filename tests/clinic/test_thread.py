"""Which topic a question means that names none itself."""

import pytest

from clinic.thread import BY_STAGE, BY_TREATMENT, topic_carried_on
from tests.content import all_replies


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


@pytest.mark.parametrize(
    ("slot", "topics"), [("treatment", BY_TREATMENT), ("stage_group", BY_STAGE)]
)
def test_the_topics_with_variants_are_those_that_have_them(
    slot: str, topics: frozenset[str]
) -> None:
    varied = {
        name.removeprefix("utter_ask/")
        for name, variants in all_replies().items()
        for reply in variants
        if any(condition["name"] == slot for condition in reply.get("condition", []))
    }
    assert varied == topics

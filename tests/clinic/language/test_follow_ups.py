"""Questions that carry on from the last one, read with the whole spaCy pipeline."""

import pytest

from nlu.pipeline import build

NLP = build()


def carried_on(text: str) -> dict[str, str]:
    kinds = ("follow_up", "treatment", "stage_group")
    return {f.kind: f.value for f in NLP(text)._.findings if f.kind in kinds}


@pytest.mark.parametrize(
    ("text", "treatment"),
    [
        ("and for hip replacement?", "hip_replacement"),
        ("what about core decompression", "core_decompression"),
        ("same for prp?", "prp"),
        ("ok and how about the stem cells", "stem_cell"),
    ],
)
def test_another_treatment(text: str, treatment: str) -> None:
    assert carried_on(text) == {"follow_up": "treatment", "treatment": treatment}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("what if mine is stage 3?", "after_collapse"),
        ("and in stage 1", "before_collapse"),
        ("what if it has collapsed already", "after_collapse"),
        ("what about steinberg 5", "arthritis"),
    ],
)
def test_another_stage(text: str, group: str) -> None:
    assert carried_on(text) == {"follow_up": "stage_group", "stage_group": group}


@pytest.mark.parametrize(
    "text", ["how long does a hip replacement last", "what does stage 3 mean", "and the risks?"]
)
def test_a_question_of_its_own_carries_nothing_on(text: str) -> None:
    assert "follow_up" not in carried_on(text)


def test_what_is_reported_of_oneself_groups_the_stage() -> None:
    assert carried_on("I have ARCO 2, does it work?") == {"stage_group": "before_collapse"}
    assert carried_on("my dad has ARCO 2") == {}


def test_where_stem_cells_are_compared_they_are_what_it_is_about() -> None:
    assert carried_on("is hip replacement better than stem cells") == {"treatment": "stem_cell"}

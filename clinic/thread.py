"""The thread of a conversation: which topic a question means that names none itself. Called by the
actions that carry on from what was said before."""

from functools import cache
from pathlib import Path

from clinic.content.file import DATA, read
from clinic.content.training_data import TrainingData
from clinic.language.vocabulary import word_lists

TREATMENT, STAGE_GROUP = "treatment", "stage_group"
# Cells are put in by drilling, so what is said of these holds for drilling alone as well.
SAME_FOR_DRILLING = frozenset({"anaesthesia_pain_during"})
ABOUT_STAGES = "early_vs_late_stage"


def topic_carried_on(latest: str | None, changed: str, treatment: str) -> str:
    """The topic of "and for hip replacement?" (`changed` is "treatment") or "what if mine is stage
    3?" ("stage_group"), after a question about `latest`."""
    if changed == STAGE_GROUP:
        return latest if latest in topics_by(STAGE_GROUP) else ABOUT_STAGES
    is_same = treatment == "core_decompression" and latest in SAME_FOR_DRILLING
    if latest and (latest in topics_by(TREATMENT) or is_same):
        return latest
    return topic_of_treatment(treatment)


def topic_of_treatment(treatment: str) -> str:
    """About it as a whole: what "and hip replacement?" means where no question came before, or
    where the last one has no answer of its own for that treatment."""
    return str(word_lists("treatments")["topics"][treatment][0])


@cache
def topics_by(slot: str) -> frozenset[str]:
    """The topics that are answered differently for each treatment, or for each stage."""
    topics = (DATA / "knowledge").glob("*.yml")
    return frozenset(path.stem for path in topics if _varies(path, slot))


def _varies(path: Path, slot: str) -> bool:
    replies = read(path, TrainingData).responses.get(f"utter_ask/{path.stem}", [])
    return any(slot == condition.name for reply in replies for condition in reply.condition)

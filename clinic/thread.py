"""The thread of a conversation: which topic a question means that names none itself. Called by the
actions that carry on from what was said before."""

# About one treatment as a whole: what "and hip replacement?" means where no question came before,
# or where the last one has no answer of its own for that treatment.
TOPIC_OF_TREATMENT = {
    "stem_cell": "how_therapy_works",
    "core_decompression": "core_decompression",
    "hip_replacement": "hip_replacement",
    "prp": "prp_vs_stem_cells",
}
# Answered differently for each treatment and for each stage (data/knowledge/).
BY_TREATMENT = frozenset(
    {"cost", "insurance", "risks_side_effects", "recovery_time", "success_rate"}
)
BY_STAGE = frozenset({"candidacy", "success_rate", "evidence_status", "alternatives"})
# Cells are put in by drilling, so what is said of these holds for drilling alone as well.
SAME_FOR_DRILLING = frozenset({"anaesthesia_pain_during"})
ABOUT_STAGES = "early_vs_late_stage"


def topic_carried_on(latest: str | None, changed: str, treatment: str) -> str:
    """The topic of "and for hip replacement?" (`changed` is "treatment") or "what if mine is stage
    3?" ("stage_group"), after a question about `latest`."""
    if changed == "stage_group":
        return latest if latest in BY_STAGE else ABOUT_STAGES
    is_same = treatment == "core_decompression" and latest in SAME_FOR_DRILLING
    if latest and (latest in BY_TREATMENT or is_same):
        return latest
    return TOPIC_OF_TREATMENT[treatment]

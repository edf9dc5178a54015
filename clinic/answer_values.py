"""What each pre-screen slot may hold (prescreen contract, section 1), in the order in which it is
kept. Called by whatever reads or checks answers."""

from clinic.questionnaire import questionnaire

PRESCREEN_SLOTS = (*questionnaire().order, "consent")
# Read wherever they are given; to be kept only after consent.
CONTACT_SLOTS = ("phone", "email")

LISTS = {
    "imaging_done": ("xray", "mri", "ct", "bone_scan", "ultrasound"),
    "risk_factors": (
        "steroids",
        "alcohol",
        "sickle_cell",
        "lupus",
        "trauma",
        "blood_clotting",
        "gaucher",
        "diving",
        "radiation",
        "hiv",
        "smoking",
    ),
    "prior_hip_surgery": (
        "core_decompression",
        "bone_graft",
        "osteotomy",
        "fracture_fixation",
        "arthroscopy",
        "stem_cell",
        "hip_replacement",
        "other",
    ),
    "contraindications": (
        "active_infection",
        "active_cancer",
        "pregnancy",
        "anticoagulants",
        "bleeding_disorder",
    ),
}
# From least to most: of several, the most is the answer.
RANKED = {
    "lesion_size": ("small", "medium", "large"),
    "mobility": ("unaided", "cane", "crutches", "walker", "wheelchair"),
    "collapse": ("no", "yes"),
    "arthritis": ("no", "yes"),
}
RANGES = {"age": (1, 110), "pain_duration": (0, 600), "pain_score": (0, 10)}

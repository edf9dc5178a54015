"""What the contract of the pre-screen says that a visitor's answers come to.

Written from the contract (prescreen.md, sections 1, 3 and 4) alone, so that the tests hold
`clinic.results` against the contract's words and not against itself. A result is its id; `urgent`
is missing, for it comes from what is said and from no answer. Where the contract is silent the
code is followed, and a comment says so.
"""

from collections.abc import Mapping
from typing import Any

Answers = Mapping[str, Any]
Hip = str | None

SIDES = ("left", "right")
NOTHING = ("none", "unknown", "skipped")

# Section 4, from the top.
ORDER = (
    "paediatric",
    "not_diagnosed",
    "replaced",
    "review_first",
    "pre_collapse",
    "pre_collapse_reported",
    "early_collapse",
    "collapse_unspecified",
    "late_collapse",
    "arthritis",
    "stage_unknown",
    "at_risk",
    "conflicting",
)
OF_STAGING = ORDER[4:]
BEFORE_COLLAPSE = {"at_risk", "pre_collapse"}

# Section 3: what each stage comes to, system by system.
CROSS_WALK: dict[str, dict[str, str]] = {
    "ficat": {
        "0": "at_risk",
        "1": "pre_collapse",
        "2": "pre_collapse",
        "2a": "pre_collapse",
        "2b": "early_collapse",
        "3": "collapse_unspecified",
        "4": "arthritis",
    },
    "arco": {
        "1": "pre_collapse",
        "2": "pre_collapse",
        "3": "collapse_unspecified",
        "3a": "early_collapse",
        "3b": "late_collapse",
        "3c": "collapse_unspecified",
        "4": "arthritis",
        # Silent: ARCO before 2019 had a stage 0, and letters for the size in 1 and 2.
        "0": "at_risk",
        **dict.fromkeys(("1a", "1b", "1c", "2a", "2b", "2c"), "pre_collapse"),
    },
    "steinberg": {
        "0": "at_risk",
        **dict.fromkeys(("1", "1a", "1b", "1c", "2", "2a", "2b", "2c"), "pre_collapse"),
        **dict.fromkeys(("3", "3a", "3b", "3c", "4a"), "early_collapse"),
        **dict.fromkeys(("4", "4b", "4c"), "collapse_unspecified"),
        "5": "arthritis",
        "6": "arthritis",
        # Silent: letters in V.
        **dict.fromkeys(("5a", "5b", "5c"), "arthritis"),
    },
}

# "The others are listed under it", says section 4, and makes no exception. The code leaves out what
# would be said of an adult's or of the natural hip, and what only repeats "see a doctor first".
LEFT_OUT_BESIDE = {
    "paediatric": {"not_diagnosed", "replaced", *OF_STAGING},
    "replaced": {*OF_STAGING},
    "not_diagnosed": {"pre_collapse_reported", "stage_unknown"},
}


def expected_results(answers: Answers) -> dict[Hip, list[str]]:
    """For every hip that is spoken of its results, the headline first."""
    return {hip: _without_left_out(found) for hip, found in by_the_letter(answers).items()}


def by_the_letter(answers: Answers) -> dict[Hip, list[str]]:
    """The same with everything listed that applies."""
    return {hip: _in_order(_all_that_applies(answers, hip)) for hip in _hips(answers)}


def _hips(answers: Answers) -> tuple[Hip, ...]:
    side = answers.get("hip_side")
    if side == "both":
        return SIDES
    return (side,) if side in SIDES else (None,)


def _in_order(found: set[str]) -> list[str]:
    return [result for result in ORDER if result in found]


def _without_left_out(found: list[str]) -> list[str]:
    left_out = set().union(*(LEFT_OUT_BESIDE.get(result, set()) for result in found))
    return [result for result in found if result not in left_out]


def _all_that_applies(answers: Answers, hip: Hip) -> set[str]:
    found = _of_staging(answers, hip)
    if _is_a_child(answers):
        found.add("paediatric")
    if _is_not_diagnosed(answers, hip):
        found.add("not_diagnosed")
    if "hip_replacement" in _named(_of_hip(answers, "prior_hip_surgery", hip)):
        found.add("replaced")
    if _named(answers.get("contraindications")):
        found.add("review_first")
    return found


def _is_a_child(answers: Answers) -> bool:
    age = answers.get("age")
    return isinstance(age, int) and age < 18


def _is_not_diagnosed(answers: Answers, hip: Hip) -> bool:
    """Silent on a question that was skipped, not understood or never put: not a yes, so none."""
    return answers.get("diagnosis_confirmed") != "yes" and _stage(answers, hip) is None


def _of_staging(answers: Answers, hip: Hip) -> set[str]:
    """Section 3. An answer about collapse rules out what it contradicts; where that leaves nothing
    the two conflict. (Asking once more comes before; what counts is the answer after it.)"""
    collapse, arthritis = (_of_hip(answers, slot, hip) for slot in ("collapse", "arthritis"))
    if collapse in ("unknown", "skipped"):
        # Silent: a contradiction that was asked about again to no avail. It still stands.
        collapse = _of_hip(answers, "collapse_before", hip)
    stage = _stage(answers, hip)
    if stage is None:
        shown = {"mri", "xray"} & _named(answers.get("imaging_done"))
        return _of_report(collapse, arthritis, bool(shown))
    possible = _possible(*stage)
    if collapse == "yes":
        possible -= BEFORE_COLLAPSE
    if collapse == "no":
        possible &= BEFORE_COLLAPSE
    return _with_arthritis(possible) if arthritis == "yes" else {_one_of(possible)}


def _of_report(collapse: Any, arthritis: Any, is_shown: bool) -> set[str]:
    """No stage named. Collapse and arthritis both are listed, one under the other (section 4)."""
    found = set()
    if collapse == "yes":
        found.add("collapse_unspecified")
    if arthritis == "yes":
        found.add("arthritis")
    if not found:
        found.add("pre_collapse_reported" if collapse == "no" and is_shown else "stage_unknown")
    return found


def _possible(system: str, stage: str) -> set[str]:
    """With the system not known: what the stage may be in any."""
    systems = CROSS_WALK if system == "unknown" else (system,)
    return {CROSS_WALK[name][stage] for name in systems if stage in CROSS_WALK[name]}


def _one_of(possible: set[str]) -> str:
    """ "In every system 1-2 is before and 3 or more is at or after collapse", save 2b: a fracture
    to Ficat, a size to Steinberg. Silent on its result: nothing is known then."""
    if len(possible) <= 1:
        return next(iter(possible), "conflicting")
    return "stage_unknown" if possible & BEFORE_COLLAPSE else "collapse_unspecified"


def _with_arthritis(possible: set[str]) -> set[str]:
    """Silent: a report that mentions arthritis beside a stage. It conflicts with a stage before
    collapse, settles one that may be arthritis, and is listed under any other."""
    if possible <= BEFORE_COLLAPSE:
        return {"conflicting"}
    return {"arthritis"} if "arthritis" in possible else {_one_of(possible), "arthritis"}


def _stage(answers: Answers, hip: Hip) -> tuple[str, str] | None:
    stage = _of_hip(answers, "stage", hip)
    return (stage["system"], stage["stage"]) if isinstance(stage, Mapping) else None


def _of_hip(answers: Answers, slot: str, hip: Hip) -> Any:
    """What the slot holds for this hip: what was said of it, or else of no hip in particular."""
    value = answers.get(slot)
    if isinstance(value, Mapping) and set(value) <= set(SIDES):
        return value.get(hip)
    return value


def _named(value: Any) -> set[str]:
    """What a list names: "none", "I don't know" and a skipped question name nothing."""
    return {item for item in value if item not in NOTHING} if isinstance(value, list) else set()

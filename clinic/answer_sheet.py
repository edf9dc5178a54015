"""Writes what a message said into the answers given so far. Called by the pre-screen's form for
each message that it has not read yet."""

from collections.abc import Mapping
from typing import Any

from clinic.hips import PER_HIP, Answers, Hip, hips, is_per_hip, kept_for_one_hip
from clinic.questionnaire import ask_again, lacks_system
from clinic.staging import UNKNOWN_SYSTEM, Stage

NO_CONTENT = ({"none"}, {"unknown"})


def changed_answers(answers: Answers, read: Answers) -> dict[str, Any]:
    """The slots to store, later words over earlier ones: lists grow, one hip's answer leaves the
    other's as it is, and a stage that comes in two messages is put together."""
    kept = kept_for_one_hip(answers) if read.get("hip_side") == "both" else {}
    before = {**answers, **kept}
    changes = dict(kept)
    meant = hips({**before, **read})
    for slot, said in read.items():
        if slot == "stage":
            changes |= _staged(before, said, meant)
        else:
            changes[slot] = _together(slot, before.get(slot), said, meant)
    return changes | ask_again({**answers, **changes})


def _together(slot: str, earlier: Any, later: Any, meant: tuple[Hip, ...]) -> Any:
    if isinstance(earlier, list) and isinstance(later, list) and _has_content(earlier, later):
        return earlier + [value for value in later if value not in earlier]
    if slot in PER_HIP and is_per_hip(earlier):
        if is_per_hip(later):
            return {**earlier, **later}
        return _for_meant(earlier, later, meant)
    return later


def _for_meant(earlier: Mapping[Hip, Any], later: Any, meant: tuple[Hip, ...]) -> Any:
    """An answer that names no hip is for the one that is still open; for all that are meant when
    none is. Where nobody knows which hip it is, it is the only answer."""
    if None in meant:
        return later
    still_open = [side for side in meant if side not in earlier]
    return {**earlier, **dict.fromkeys(still_open or meant, later)}


def _has_content(*lists: list[str]) -> bool:
    return all(set(values) not in NO_CONTENT for values in lists)


def _staged(before: Answers, said: Any, meant: tuple[Hip, ...]) -> dict[str, Any]:
    """A stage, or the system of the stage that was given without one. A stage that its system does
    not have is no answer, so the question stays open."""
    earlier = before.get("stage")
    if lacks_system(before):
        if not isinstance(said, dict):
            return {"stage_system": UNKNOWN_SYSTEM}
        if _names_only_a_system(said):
            said = _each(earlier, lambda stage: _in_known_system(stage, said["system"]))
            return {"stage": said} if _is_possible(said) else {"stage_system": UNKNOWN_SYSTEM}
    if _names_only_a_system(said):
        return {"stage_system": said["system"]}
    said = _each(said, lambda stage: _in_known_system(stage, before.get("stage_system")))
    return {"stage": _together("stage", earlier, said, meant)} if _is_possible(said) else {}


def _names_only_a_system(said: Any) -> bool:
    return isinstance(said, dict) and "stage" in said and said["stage"] is None


def _in_known_system(stage: Any, system: str | None) -> Any:
    """ "Ficat", and in the next message "2b"."""
    if isinstance(stage, dict) and stage["system"] == UNKNOWN_SYSTEM and system:
        return {**stage, "system": system}
    return stage


def _is_possible(said: Any) -> bool:
    try:
        _each(said, lambda stage: Stage(**stage) if isinstance(stage, dict) else stage)
    except ValueError:
        return False
    return True


def _each(said: Any, change: Any) -> Any:
    """`change` applied to the stage, or to each hip's."""
    if is_per_hip(said):
        return {side: change(stage) for side, stage in said.items()}
    return change(said)

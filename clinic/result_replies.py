"""The result of the pre-screen as a list of replies, composed of independent parts. Pure; called by
what says it (actions/prescreen_result.py) and what texts it (channels/voice_summary.py). Every
sentence stands in data/prescreen/results.yml."""

from collections.abc import Iterator
from typing import Any

from clinic.advice import questions_to_ask, specialist, specialists_besides
from clinic.hips import Answers, answer_for
from clinic.results import NOT_STAGED, HipResult, results
from clinic.staging import cross_walk, stage_from

REVIEW = "review_first"
STAGES = "stages"
Part = tuple[str, dict[str, Any]]  # a reply and what fills its places; for a page, its card


def parts(answers: Answers, spoken: bool) -> Iterator[Part]:
    found = results(answers)
    yield from _review_first(found[0])
    if len(found) > 1 and _alike(found, answers):
        yield "utter_result_both_hips", {}
        yield from _about_hip(found[0], answers, spoken)
    else:
        for hip_result in found:
            if len(found) > 1:
                yield "utter_result_hip", {"hip": str(hip_result.hip)}
            yield from _about_hip(hip_result, answers, spoken, tells_apart=len(found) > 1)
    for who in dict.fromkeys(specialist(hip_result) for hip_result in found):
        yield f"utter_specialist_{who}", {}
    for who in specialists_besides(answers):
        yield f"utter_specialist_also_{who}", {}
    yield "utter_bring", {}
    yield "utter_questions_intro", {}
    for question in questions_to_ask(found, answers):
        yield f"utter_question_{question}", {}
    yield "utter_not_a_diagnosis", {}
    yield "utter_offer_contact", {}


def _alike(found: list[HipResult], answers: Answers) -> bool:
    """Whatever is said of one hip holds for the other, word for word."""
    one, other = found
    stages = [answer_for(answers, "stage", hip_result.hip) for hip_result in found]
    return one.results == other.results and stages[0] == stages[1]


def _review_first(hip_result: HipResult) -> Iterator[Part]:
    """What has to be settled with the treating doctor; it concerns the person, not one hip."""
    for result in hip_result.results:
        if result.id == REVIEW:
            yield f"utter_result_{REVIEW}", {}
            yield from ((f"utter_review_{reason}", {}) for reason in result.reasons)


def _about_hip(
    hip_result: HipResult, answers: Answers, spoken: bool, *, tells_apart: bool = False
) -> Iterator[Part]:
    for result in hip_result.results:
        if result.id != REVIEW:
            yield f"utter_result_{result.id}", {}
    if hip_result.deciding not in NOT_STAGED:
        hip = {"hip": str(hip_result.hip)} if tells_apart else {}
        yield from _stage_elsewhere(answers, hip_result, spoken, hip)


def _stage_elsewhere(
    answers: Answers, hip_result: HipResult, spoken: bool, hip: dict[str, str]
) -> Iterator[Part]:
    stage = stage_from(answer_for(answers, "stage", hip_result.hip))
    if stage is None:
        return
    row = cross_walk(stage)
    if row is None:
        yield "utter_cross_walk_system_unknown", {}
        return
    names = row.names(spoken)
    yield "utter_cross_walk", {**names, "card": {"kind": STAGES, **names, **hip}}
    yield from ((f"utter_cross_walk_{note}", {}) for note in row.notes)

"""The words of the record (data/records/wording.yml)."""

import string
from collections.abc import Mapping

from pydantic import validator
from pydantic.fields import ModelField

from clinic.content.file import Part
from clinic.content.prescreen import RESULTS
from clinic.content.scalars import SYSTEMS, Id, Words, exactly

Named = dict[Id, Words]
_VALUE = "value"
# The words of each part that have a fixed list, with the places that are filled in each.
_LISTED: dict[str, Mapping[str, str]] = {
    "headings": dict.fromkeys(("surgeon", "answers", "patient"), ""),
    "lines": {
        "made": "id version channel finished_at questionnaire questionnaire_version",
        "alarms": "alarms",
        "alarm": "alarm tier at",
        "alarm_unnamed": "tier at",
        "review": "reasons",
        "hip": "hip results",
        "result": "result reasons",
        "stage": "stage",
        "systems": "ficat arco steinberg",
        "answer": "label value",
        "per_hip": "hip value",
        "not_known": "labels",
        "contact": "at contact",
        "no_contact": "",
        "told": "",
        "own_words": "answer words",
        "of_hip": "label hip",
    },
    "contact": dict.fromkeys(("name", "phone", "email", "time"), _VALUE),
    "hips": dict.fromkeys(("left", "right", "unknown"), ""),
    "tiers": dict.fromkeys(("emergency", "urgent", "crisis"), ""),
    "systems": dict.fromkeys((*SYSTEMS, "unknown"), ""),
    "numbers": dict.fromkeys(("age", "pain_score"), _VALUE),
    "durations": {"none": "", **dict.fromkeys(("week", "weeks", "month", "months"), _VALUE)},
    "no_answer": dict.fromkeys(("unknown", "skipped", "invalid"), ""),
}


class WrittenWording(Part):
    title: Words
    headings: Named
    lines: Named
    contact: Named
    before_hips: list[list[Id]]
    after_hips: list[list[Id]]
    hips: Named
    tiers: Named
    systems: Named
    results: Named
    reasons: Named
    labels: Named
    numbers: Named
    durations: Named
    no_answer: Named
    values: dict[Id, Named]

    _of_each_result = validator("results", allow_reuse=True)(exactly(RESULTS))

    @validator(*_LISTED)
    def _is_complete(cls, words: Named, field: ModelField) -> Named:  # noqa: N805
        listed = _LISTED[field.name]
        for name, line in exactly(listed)(cls, words).items():
            if _places(line) != set(listed[name].split()):
                raise ValueError(f"{name} has to have the places {listed[name] or '(none)'}")
        return words


def _places(line: str) -> set[str]:
    """Raises ValueError for a brace that nothing closes."""
    return {name for _, name, _, _ in string.Formatter().parse(line) if name is not None}

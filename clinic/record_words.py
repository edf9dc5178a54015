"""The words of the record (data/records/wording.yml), looked up by id: what an answer, a result or
a reason is called. Called by `clinic/record_text.py` and by the exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from clinic.hips import Hip
from clinic.record import AnswerValue, RaisedAlarm
from clinic.staging import Stage

_FILE = Path(__file__).parents[1] / "data/records/wording.yml"
WEEKS_A_MONTH = 365.25 / 12 / 7
Words = Mapping[str, str]


class NamedOrId(dict[str, str]):
    """An id without a word stands for itself: records outlive the questionnaire of their day."""

    def __missing__(self, key: str) -> str:
        return key


@dataclass(frozen=True)
class Wording:
    title: str
    headings: Words
    lines: Words
    contact: Words
    before_hips: list[list[str]]
    after_hips: list[list[str]]
    hips: Words
    tiers: Words
    systems: Words
    results: Words
    reasons: Words
    labels: Words
    numbers: Words
    durations: Words
    no_answer: Words
    values: Mapping[str, Words]

    def line(self, name: str, **places: object) -> str:
        return self.lines[name].format(**places)

    def hip(self, hip: Hip) -> str:
        return self.hips[hip or "unknown"]

    def stage(self, stage: Stage) -> str:
        return f"{self.systems[stage.system]} {stage.stage.upper()}"

    def answer(self, slot: str, value: AnswerValue) -> str:
        if isinstance(value, Stage):
            return self.stage(value)
        if isinstance(value, tuple):
            return ", ".join(self.answer(slot, each) for each in value)
        if isinstance(value, str):
            return self.no_answer.get(value) or self.values.get(slot, NamedOrId())[value]
        if slot == "pain_duration":
            return self.duration(value)
        return self.numbers.get(slot, "{value}").format(value=f"{value:g}")

    def duration(self, months: float) -> str:
        """ "3 weeks" rather than "0.7 months"."""
        if months == 0:
            return self.durations["none"]
        weeks = round(months * WEEKS_A_MONTH)
        unit, count = ("week", weeks) if months < 1 else ("month", months)
        return self.durations[unit if count == 1 else f"{unit}s"].format(value=f"{count:g}")

    def reason(self, reason: str) -> str:
        """A slot, or one of the present conditions."""
        return self.values["contraindications"].get(reason) or self.reasons[reason]

    def alarm(self, alarm: RaisedAlarm) -> str:
        places = {"tier": self.tiers[alarm.tier], "at": f"{alarm.at:%Y-%m-%d %H:%M} UTC"}
        if alarm.alarm is None:
            return self.line("alarm_unnamed", **places)
        return self.line("alarm", alarm=alarm.alarm.replace("_", " "), **places)


@cache
def wording() -> Wording:
    words = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    named = {part: NamedOrId(words[part]) for part in ("tiers", "results", "reasons", "labels")}
    values = {slot: NamedOrId(of_slot) for slot, of_slot in words["values"].items()}
    return Wording(**{**words, **named, "values": values})

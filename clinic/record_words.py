"""The words of the record (data/records/wording.yml), looked up by id: what an answer, a result or
a reason is called. Called by `clinic/record_text.py` and by the exports."""

from functools import cache

from pydantic import validator

from clinic.content.file import DATA, read
from clinic.content.record import Named, WrittenWording
from clinic.hips import Hip
from clinic.questions import number_asked
from clinic.record import AnswerValue, RaisedAlarm
from clinic.staging import Stage

_FILE = DATA / "records/wording.yml"
WEEKS_A_MONTH = 365.25 / 12 / 7


class NamedOrId(dict[str, str]):
    """An id without a word stands for itself: records outlive the questionnaire of their day."""

    def __missing__(self, key: str) -> str:
        return key


class Wording(WrittenWording):
    """The words, and how answers, hips and alarms are put into them."""

    @validator("tiers", "results", "reasons", "labels")
    def _stand_for_themselves(cls, words: Named) -> Named:  # noqa: N805 - pydantic's way
        return NamedOrId(words)

    @validator("values")
    def _values_stand_for_themselves(cls, values: dict[str, Named]) -> dict[str, Named]:  # noqa: N805
        return {slot: NamedOrId(words) for slot, words in values.items()}

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
        asked = number_asked(slot)
        if asked and asked.unit == "months":
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
    return read(_FILE, Wording)

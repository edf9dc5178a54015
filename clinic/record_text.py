"""The record as a surgeon reads it in twenty seconds: alarms, where each hip stands and why, what
else was answered, whom to call. Called by the exports and by `tools.records`; the words stand in
data/records/wording.yml."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain

from clinic.record import Answered, HipStanding, Record
from clinic.record_words import wording
from clinic.results import Result

REVIEW_FIRST = "review_first"


def summary(record: Record) -> list[str]:
    """Line by line, most pressing first."""
    return [line for line in _lines(record) if line]


def origin(record: Record) -> str:
    """Which record this is, and when and where it was made."""
    return wording().line(
        "made",
        id=record.id,
        version=record.version,
        channel=record.channel,
        finished_at=f"{record.finished_at:%Y-%m-%d %H:%M} UTC",
        questionnaire=record.questionnaire.id,
        questionnaire_version=record.questionnaire.version,
    )


def answer_words(answer: Answered) -> str:
    """ "Stage in the report (left hip): ARCO 2"."""
    words = wording()
    label = words.labels[answer.slot]
    if answer.hip:
        label = words.line("of_hip", label=label, hip=words.hip(answer.hip))
    return words.line("answer", label=label, value=words.answer(answer.slot, answer.value))


def _lines(record: Record) -> Iterator[str]:
    words = wording()
    if record.alarms:
        alarms = dict.fromkeys(words.alarm(alarm) for alarm in record.alarms)
        yield words.line("alarms", alarms="; ".join(alarms))
    yield from (_answers(record, slots) for slots in words.before_hips)
    yield _review(record)
    yield from map(_hip, record.hips)
    yield from (_answers(record, slots) for slots in words.after_hips)
    yield _not_known(record)
    yield _contact(record)
    yield words.line("told")


def _review(record: Record) -> str:
    """What concerns the person, not one hip."""
    words = wording()
    reasons = [r.reasons for r in record.hips[0].results if r.id == REVIEW_FIRST]
    named = ", ".join(words.reason(reason) for reason in chain(*reasons))
    return words.line("review", reasons=named) if named else ""


def _hip(standing: HipStanding) -> str:
    words = wording()
    parts = "; ".join(_result(each) for each in standing.results if each.id != REVIEW_FIRST)
    if standing.stage:
        parts += "; " + words.line("stage", stage=words.stage(standing.stage))
    if standing.systems:
        parts += "; " + words.line("systems", **asdict(standing.systems))
    return _sentence(words.line("hip", hip=words.hip(standing.hip), results=parts))


def _result(result: Result) -> str:
    words = wording()
    reasons = ", ".join(words.reason(reason) for reason in result.reasons)
    return words.line("result", result=words.results[result.id], reasons=reasons)


def _answers(record: Record, slots: list[str]) -> str:
    words = wording()
    given = ((slot, _known(record, slot)) for slot in slots)
    lines = [words.line("answer", label=words.labels[s], value=v) for s, v in given if v]
    return "; ".join(lines)


def _known(record: Record, slot: str) -> str:
    """The answer; hip by hip where the hips differ."""
    words = wording()
    given = [answer for answer in record.answers if answer.slot == slot and not _is_open(answer)]
    values = [words.answer(slot, answer.value) for answer in given]
    if len(set(values)) <= 1:
        return next(iter(values), "")
    of_hips = zip(given, values, strict=True)
    return ", ".join(words.line("per_hip", hip=words.hip(a.hip), value=v) for a, v in of_hips)


def _not_known(record: Record) -> str:
    words = wording()
    labels = dict.fromkeys(words.labels[a.slot] for a in record.answers if _is_open(a))
    return words.line("not_known", labels=", ".join(labels)) if labels else ""


def _is_open(answer: Answered) -> bool:
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return all(isinstance(value, str) and value in wording().no_answer for value in values)


def _contact(record: Record) -> str:
    words = wording()
    if record.contact is None or record.consent is None:
        return words.line("no_contact")
    details = asdict(record.contact).items()
    given = ", ".join(words.contact[name].format(value=value) for name, value in details if value)
    return words.line("contact", at=f"{record.consent.at:%Y-%m-%d}", contact=given)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

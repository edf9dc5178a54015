"""The record of one run of the pre-screen, as the clinic receives it: built by one function and
never edited; a correction makes a new version. Called by the action that hands it in, and read by
everything under records/."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from typing import Any
from unicodedata import category
from uuid import UUID, uuid5

from clinic.hips import PER_HIP, Answers, Hip, answer_for, hips, is_per_hip
from clinic.questionnaire import questionnaire
from clinic.results import NOT_STAGED, HipResult, Result, results
from clinic.staging import Stage, cross_walk, stage_from

_NAMESPACE = UUID("5f0d6f0a-6d7b-4a0e-9c35-3d0a4c0f6f11")  # ours, drawn once
_DOUBT = "collapse_before"
_NOT_GIVEN = frozenset({None, "", "skipped", "unknown", "invalid"})
_INVISIBLE = frozenset({"Cc", "Cs"})  # control characters and half characters

AnswerValue = str | bool | int | float | Stage | tuple[str, ...]


class ConsentMissing(Exception):  # noqa: N818 - it reads as what happened
    """The person has not agreed that the clinic keeps this."""


@dataclass(frozen=True)
class QuestionnaireUsed:
    id: str
    version: int


@dataclass(frozen=True)
class Answered:
    """One answer; `hip` where it speaks of one, `words` as the person said them, message by
    message."""

    slot: str
    hip: Hip
    value: AnswerValue
    words: tuple[str, ...]


@dataclass(frozen=True)
class Systems:
    """The same finding as each system names it."""

    ficat: str
    arco: str
    steinberg: str


@dataclass(frozen=True)
class HipStanding:
    """Where one hip stands. `stage` as it was given; `systems` None where the stage is not
    translated; the headline first among the results, each with the slots that led to it."""

    hip: Hip
    stage: Stage | None
    systems: Systems | None
    results: tuple[Result, ...]

    @property
    def headline(self) -> str:
        return self.results[0].id


@dataclass(frozen=True)
class RaisedAlarm:
    """`alarm` is an id of data/safety/red_flags.yml; None where the classifier raised it."""

    tier: str
    alarm: str | None
    at: datetime
    words: str


@dataclass(frozen=True)
class Consent:
    """What was agreed to or refused, when, and the sentence that was put to the person with the
    id of its reply."""

    given: bool
    purpose: str
    at: datetime
    wording_id: str
    wording: str


@dataclass(frozen=True)
class Contact:
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    time: str | None = None


@dataclass(frozen=True)
class Record:
    id: str
    version: int
    questionnaire: QuestionnaireUsed
    conversation: str
    channel: str
    started_at: datetime
    finished_at: datetime
    hips: tuple[HipStanding, ...]
    alarms: tuple[RaisedAlarm, ...]
    answers: tuple[Answered, ...]
    consent: Consent | None
    contact: Contact | None

    @property
    def may_be_kept(self) -> bool:
        return self.consent is not None and self.consent.given


def build_record(
    *,
    conversation: str,
    run: int | str,
    channel: str,
    started_at: datetime,
    finished_at: datetime,
    answers: Answers,
    words: Mapping[str, Sequence[str]],
    alarms: Iterable[RaisedAlarm] = (),
    consent: Consent | None = None,
    contact: Contact | None = None,
    version: int = 1,
) -> Record:
    """The same conversation and run give the same id, so that a retry is the same record; `run` is
    a number, or the id of the message that started the questions. `words` are by slot. The store
    numbers corrections. Raises ConsentMissing for contact details without a yes."""
    used = QuestionnaireUsed(questionnaire().id, questionnaire().version)
    record = Record(
        id=str(uuid5(_NAMESPACE, f"{used.id}/{conversation}/{run}")),
        version=version,
        questionnaire=used,
        conversation=conversation,
        channel=channel,
        started_at=_utc(started_at),
        finished_at=_utc(finished_at),
        hips=tuple(_standing(answers, result) for result in results(answers)),
        alarms=tuple(
            replace(alarm, at=_utc(alarm.at), words=legible(alarm.words)) for alarm in alarms
        ),
        answers=tuple(answered(answers, words)),
        consent=replace(consent, at=_utc(consent.at)) if consent else None,
        contact=_given(contact) if contact else None,
    )
    if record.contact and not record.may_be_kept:
        raise ConsentMissing
    return record


def contact_from(answers: Answers) -> Contact:
    """The contact slots as contact details; what was skipped or cannot be used is left out."""
    slots = ("contact_name", "phone", "email", "contact_time")
    return Contact(*(answers.get(slot) for slot in slots))


def record_slots() -> tuple[str, ...]:
    """The slots of a record's answers, in its order."""
    order = questionnaire().order
    after = order.index("collapse") + 1
    return (*order[:after], _DOUBT, *order[after:])


def legible(text: str) -> str:
    """Without what no screen shows and not every database takes; any space is a plain one."""
    shown = (sign for sign in text if sign.isspace() or category(sign) not in _INVISIBLE)
    return "".join(" " if sign.isspace() and sign != "\n" else sign for sign in shown).strip()


def _standing(answers: Answers, result: HipResult) -> HipStanding:
    stage = stage_from(answer_for(answers, "stage", result.hip))
    applies = stage is not None and result.deciding not in NOT_STAGED
    row = cross_walk(stage) if stage and applies else None
    systems = Systems(row.ficat, row.arco, row.steinberg) if row else None
    return HipStanding(result.hip, stage, systems, result.results)


def answered(answers: Answers, words: Mapping[str, Sequence[str]]) -> Iterable[Answered]:
    for slot in record_slots():
        said = words.get(slot, ())
        own = tuple(filter(None, map(legible, [said] if isinstance(said, str) else said)))
        for hip in _hips_of(answers, slot):
            value = _frozen(answer_for(answers, slot, hip))
            if value is not None:
                yield Answered(slot, hip, value, own)


def _hips_of(answers: Answers, slot: str) -> Iterable[Hip]:
    """Those that the answer speaks of, also one that the person no longer asks about."""
    if slot not in PER_HIP:
        return (None,)
    answer = answers.get(slot)
    return dict.fromkeys((*hips(answers), *(answer if is_per_hip(answer) else ())))


def _frozen(answer: Any) -> AnswerValue | None:
    if isinstance(answer, Mapping):
        return stage_from(answer)
    return tuple(answer) if isinstance(answer, list) else answer


def _given(contact: Contact) -> Contact | None:
    details = {
        name: legible(value) for name, value in asdict(contact).items() if value not in _NOT_GIVEN
    }
    return Contact(**details) if any(details.values()) else None


def _utc(time: datetime) -> datetime:
    """Raises ValueError for a time that does not say where its clock stands."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone")
    return time.astimezone(timezone.utc)

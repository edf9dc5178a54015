"""Records for the tests: one of an ordinary person, and those of anybody."""

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from clinic.answer_values import LISTS, RANKED
from clinic.content.scalars import SYSTEMS
from clinic.record import Consent, Contact, RaisedAlarm, Record, build_record
from clinic.staging import UNKNOWN_SYSTEM, table
from clinic.triage import TIERS

STARTED = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
FINISHED = STARTED + timedelta(minutes=6)
WORDING = "May the clinic keep these answers and call you?"
YES = Consent(True, "keep_and_contact", FINISHED, "utter_ask_consent", WORDING)
NO = Consent(False, "keep_and_contact", FINISHED, "utter_ask_consent", WORDING)
ANA = Contact("Ana Gómez", "+14155550199", "ana@example.org", "mornings")
ANSWERS = {
    "diagnosis_confirmed": "yes",
    "age": 42,
    "hip_side": "left",
    "imaging_done": ["xray", "mri"],
    "stage": {"system": "arco", "stage": "2"},
    "lesion_size": "unknown",
    "pain_duration": 8.5,
    "pain_score": 6,
    "mobility": "cane",
    "risk_factors": ["steroids", "lupus"],
    "prior_hip_surgery": ["none"],
    "contraindications": ["anticoagulants"],
}
WORDS = {"stage": ["stage two", "ARCO it says"], "risk_factors": ["prednisone for my lupus"]}


def record(**given: Any) -> Record:
    ordinary = {
        "conversation": "web-1",
        "run": 1,
        "channel": "website",
        "started_at": STARTED,
        "finished_at": FINISHED,
        "answers": ANSWERS,
        "words": WORDS,
        "consent": YES,
        "contact": ANA,
    }
    return build_record(**{**ordinary, **given})


NO_ANSWER = st.sampled_from(["unknown", "skipped"])
WRITTEN = st.text(max_size=60)
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(timezone.utc))


def per_hip(answer: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    side = st.sampled_from(["left", "right"])
    return answer | st.dictionaries(side, answer, min_size=1)


def one_of_list(slot: str) -> st.SearchStrategy[Any]:
    some = st.lists(st.sampled_from(LISTS[slot]), min_size=1, unique=True)
    return some | st.sampled_from([["none"], ["unknown"], "skipped"])


def stages() -> st.SearchStrategy[Any]:
    named = [(name, s) for row in table() for name in SYSTEMS for s in row.stages.get(name, ())]
    bare = [(UNKNOWN_SYSTEM, stage) for _, stage in named]
    return st.sampled_from(named + bare).map(lambda pair: {"system": pair[0], "stage": pair[1]})


def ranked(slot: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(RANKED[slot]) | NO_ANSWER


ANYBODYS_ANSWERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "diagnosis_confirmed": st.sampled_from(["yes", "no", "unsure"]) | NO_ANSWER,
        "age": st.integers(1, 110) | NO_ANSWER,
        "hip_side": st.sampled_from(["left", "right", "both"]) | NO_ANSWER,
        "imaging_done": one_of_list("imaging_done"),
        "stage": per_hip(stages() | NO_ANSWER),
        "collapse": per_hip(ranked("collapse")),
        "collapse_before": per_hip(ranked("collapse")),
        "arthritis": per_hip(ranked("arthritis")),
        "lesion_size": per_hip(ranked("lesion_size")),
        "pain_duration": st.integers(0, 600) | st.floats(0, 600).map(float) | NO_ANSWER,
        "pain_score": st.integers(0, 10) | NO_ANSWER,
        "mobility": ranked("mobility"),
        "risk_factors": one_of_list("risk_factors"),
        "prior_hip_surgery": per_hip(one_of_list("prior_hip_surgery")),
        "contraindications": one_of_list("contraindications"),
    },
)
ALARMS = st.builds(
    RaisedAlarm, st.sampled_from(TIERS), st.none() | st.just("leg_clot"), TIMES, WRITTEN
)
CONTACTS = st.builds(
    Contact, st.none() | WRITTEN, st.sampled_from([None, "invalid", "+14155550199"]), WRITTEN
)


@st.composite
def anybodys_records(draw: st.DrawFn) -> Record:
    answers = draw(ANYBODYS_ANSWERS)
    said = st.lists(WRITTEN, max_size=2)
    return record(
        conversation=draw(st.text("abc-123", min_size=1)),
        finished_at=draw(TIMES),
        answers=answers,
        words={slot: draw(said) for slot in answers},
        alarms=draw(st.lists(ALARMS, max_size=2)),
        contact=draw(st.none() | CONTACTS),
    )

"""The PDF: one page whatever was said, with text that can be read and copied."""

from io import BytesIO

from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from clinic.answer_values import LISTS
from clinic.hips import PER_HIP
from clinic.record import Contact, RaisedAlarm, Record
from clinic.triage import TIERS
from records.exports.page import page_of
from records.exports.pdf import NOT_IN_FONT, as_pdf
from tests.records.people import ANSWERS, FINISHED, anybodys_records, record

ALL_LISTED = {slot: list(values) for slot, values in LISTS.items()}
BUT_REPLACED = [each for each in LISTS["prior_hip_surgery"] if each != "hip_replacement"]
TALKER = "well it started when I was lifting boxes in the garage and since then " * 40


def read(of: Record) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(of)))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_everything_on_the_page_can_be_read_back() -> None:
    (page,) = read(record()).pages
    text = flat(page.extract_text())
    for section in page_of(record()).sections:
        for line in (section.heading, *section.lines):
            assert flat(line) in text


def test_the_most_that_anybody_can_say_fits_on_one_page() -> None:
    answers = {
        **ANSWERS,
        **ALL_LISTED,
        "hip_side": "both",
        "stage": {
            "left": {"system": "steinberg", "stage": "4b"},
            "right": {"system": "ficat", "stage": "2b"},
        },
        "collapse": {"left": "yes", "right": "unknown"},
        "collapse_before": {"left": "no", "right": "yes"},
        "arthritis": {"left": "yes", "right": "unknown"},
        "lesion_size": {"left": "large", "right": "unknown"},
        "prior_hip_surgery": {"left": BUT_REPLACED, "right": ["other"]},
    }
    talker = record(
        answers=answers,
        words={slot: [TALKER] for slot in (*answers, *PER_HIP)},
        alarms=[
            RaisedAlarm(tier, f"alarm_{n}", FINISHED, TALKER) for tier in TIERS for n in range(9)
        ],
        contact=Contact(*[TALKER] * 4),
    )
    reader = read(talker)
    assert len(reader.pages) == 1
    assert "This is information, not a diagnosis" in flat(reader.pages[0].extract_text())


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(anybodys_records())
def test_any_record_is_one_page(anybodys: Record) -> None:
    assert len(read(anybodys).pages) == 1


def test_letters_of_other_languages_are_printed_and_others_marked() -> None:
    words = {"age": ["sorok dva, сорок два, σαράντα δύο", "四十二"]}
    text = flat(read(record(words=words)).pages[0].extract_text())
    assert f"сорок два, σαράντα δύο / {NOT_IN_FONT * 3}" in text


def test_the_same_record_gives_the_same_file_date() -> None:
    information = read(record()).metadata
    assert information is not None
    assert information.creation_date == FINISHED

"""What stands on the page that patient and surgeon take to the visit, before it is drawn or printed
as text. Called by the PDF and the text export."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from clinic.advice import questions_to_ask, specialist, specialists_besides
from clinic.record import Answered, Record
from clinic.record_text import answer_words, origin, summary
from clinic.record_words import wording
from clinic.results import HipResult
from records.exports.sentences import sentence

REVIEW_FIRST = "review_first"
LONGEST_SUMMARY_LINE = 400  # alarms and contact details have no end of their own
CUT = " …"


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    title: str
    origin: str
    sections: tuple[Section, ...]


def page_of(record: Record, longest: int | None = None) -> Page:
    """With the person's words cut to `longest` letters an answer; advice is never cut."""
    words = wording()
    surgeon, limit = summary(record), longest and LONGEST_SUMMARY_LINE
    contents = {
        "surgeon": [_cut(line, limit) for line in surgeon],
        "answers": [_with_own_words(answer, longest) for answer in record.answers],
        "patient": _next_steps(record),
    }
    sections = (Section(words.headings[name], tuple(lines)) for name, lines in contents.items())
    return Page(words.title, origin(record), tuple(sections))


def _with_own_words(answer: Answered, longest: int | None) -> str:
    line = answer_words(answer)
    own = _cut(" / ".join(" ".join(words.split()) for words in answer.words), longest)
    return wording().line("own_words", answer=line, words=own) if own else line


def _next_steps(record: Record) -> Iterator[str]:
    """As the assistant said it: what the results mean, whom to see, what to bring and to ask."""
    found = [HipResult(standing.hip, standing.results) for standing in record.hips]
    answers = {a.slot: _plain(a.value) for a in record.answers if a.hip is None}
    for result in dict.fromkeys(result.id for hip in found for result in hip.results):
        hips = [hip.hip for hip in found if result in {each.id for each in hip.results}]
        named = ", ".join(wording().hip(hip) for hip in hips)
        said = sentence(f"utter_result_{result}")
        is_general = result == REVIEW_FIRST or len(found) == 1
        label = named[:1].upper() + named[1:]
        yield said if is_general else wording().line("answer", label=label, value=said)
    yield from (
        sentence(f"utter_specialist_{who}") for who in dict.fromkeys(map(specialist, found))
    )
    yield from (sentence(f"utter_specialist_also_{who}") for who in specialists_besides(answers))
    yield sentence("utter_bring")
    questions = (sentence(f"utter_question_{asked}") for asked in questions_to_ask(found, answers))
    yield " ".join((sentence("utter_questions_intro"), *questions))
    yield sentence("utter_not_a_diagnosis")


def _cut(text: str, longest: int | None) -> str:
    return shorten(text, longest, placeholder=CUT) if longest else text


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

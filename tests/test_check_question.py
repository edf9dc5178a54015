"""What only may be an alarm is asked about, once, on every channel: a yes raises it, a no leads
back to what was said, and neither is taken for the answer to another question."""

from collections.abc import Iterator

import pytest

from tests.content import said
from tests.phone import Phone
from tests.test_standing_alarm import CHANNELS, Hear, part_of, person_on
from tests.visitor import Visitor
from tools.assistant import Assistant

# Sounds like an alarm and asks something.
DOUBTFUL = "I coughed up some money for the MRI, my chest hurts to think of it, what does it cost"
CHECK, ALARM, CLEARED = "utter_check_emergency", "utter_emergency", "utter_check_cleared"


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hear(assistant: Assistant, channel: str) -> Iterator[Hear]:
    with person_on(channel, assistant) as hear:
        yield hear


def test_a_no_leads_back_to_the_question(hear: Hear, channel: str) -> None:
    assert part_of(CHECK, channel) in hear(DOUBTFUL)
    heard = hear("no")
    assert part_of(CLEARED, channel) in heard
    assert part_of("utter_ask/cost", channel) in heard


@pytest.mark.parametrize("answer", ["yes", "yes, right now", "I don't know"])
def test_a_yes_or_doubt_raises_the_alarm(hear: Hear, channel: str, answer: str) -> None:
    hear(DOUBTFUL)
    assert part_of(ALARM, channel) in hear(answer)
    assert part_of("utter_alarm_reminder_emergency", channel) in hear("how much does it cost?")


def test_an_alarm_in_the_answer_is_one(hear: Hear, channel: str) -> None:
    hear(DOUBTFUL)
    assert part_of(ALARM, channel) in hear("no, but I have crushing chest pain and cannot breathe")


def test_anything_else_is_taken_as_ever_and_it_is_not_asked_again(hear: Hear, channel: str) -> None:
    hear(DOUBTFUL)
    assert part_of("utter_ask/what_is_avn", channel) in hear("what is AVN?")
    assert part_of("utter_thanks", channel) in hear("thank you")


@pytest.mark.parametrize(
    ("answers", "question"), [([], "has a doctor said"), (["yes"], "how old are you")]
)
def test_among_the_questions_neither_yes_nor_no_is_an_answer(
    visitor: Visitor, answers: list[str], question: str
) -> None:
    visitor.say("start the questions")
    for answer in answers:
        visitor.say(answer)
    assert visitor.hear(DOUBTFUL) == said(CHECK)
    cleared, answer, again = (reply["text"] for reply in visitor.press("No"))
    assert (cleared, answer) == (said(CLEARED), said("utter_ask/cost"))
    assert question in again
    assert visitor.hear(DOUBTFUL) == said(CHECK)
    assert visitor.press("Yes")[0]["text"] == said(ALARM)


def test_on_the_phone_by_keys(assistant: Assistant) -> None:
    with Phone(assistant) as phone:
        phone.say(DOUBTFUL)
        phone.press("2")
        assert part_of(CLEARED, "voice") in phone.heard
        phone.say(DOUBTFUL)
        phone.press("1")
        assert part_of(ALARM, "voice") in phone.heard

"""What only may be an alarm is asked about, on every channel: only a clear no leads back to what
was said, and no answer is taken for the answer to another question. What answers mean one by one
is tested in tests/clinic/test_check_question.py."""

import pytest

from tests.channels import Hear, part_of
from tests.content import said
from tests.phone import Phone
from tests.visitor import Visitor
from tools.assistant import Assistant

# Sounds like an alarm and asks something.
DOUBTFUL = "I coughed up some money for the MRI, my chest hurts to think of it, what does it cost"
CHECK, AGAIN = "utter_check_emergency", "utter_check_again_emergency"
ALARM, CLEARED = "utter_emergency", "utter_check_cleared"


def test_a_no_leads_back_to_the_question(hear: Hear, channel: str) -> None:
    assert part_of(CHECK, channel) in hear(DOUBTFUL)
    heard = hear("no")
    assert part_of(CLEARED, channel) in heard
    assert part_of("utter_ask/cost", channel) in heard


@pytest.mark.parametrize("answer", ["yes", "I don't know", "since yesterday", "no, but a little"])
def test_what_is_no_denial_raises_the_alarm(hear: Hear, channel: str, answer: str) -> None:
    hear(DOUBTFUL)
    assert part_of(ALARM, channel) in hear(answer)
    assert part_of("utter_alarm_reminder_emergency", channel) in hear("how much does it cost?")


def test_an_alarm_in_the_answer_is_one(hear: Hear, channel: str) -> None:
    hear(DOUBTFUL)
    assert part_of(ALARM, channel) in hear("no, but I have crushing chest pain and cannot breathe")


def test_a_question_back_is_met_with_it_once_more(hear: Hear, channel: str) -> None:
    hear(DOUBTFUL)
    assert part_of(AGAIN, channel) in hear("why do you ask?")
    assert part_of("utter_ask/cost", channel) in hear("no")
    hear(DOUBTFUL)
    hear("what is AVN?")
    assert part_of(ALARM, channel) in hear("what is AVN?")


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

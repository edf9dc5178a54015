"""What people answer to "is any of this happening right now?"."""

import pytest

from clinic.check_question import Answer, answer_to_check

BODY, CRISIS = ("emergency", "utter_check_emergency"), ("crisis", "utter_check_crisis")


@pytest.mark.parametrize(
    "text",
    [
        *("No", "nope", "nah mate", "N", "no, nothing like that", "none of those", "nothing"),
        *(
            "of course not",
            "no not at all",
            "not at the moment",
            "I don't think so",
            "no thank God",
        ),
        *("no, no chest pain", "no chest pain or anything", "I don't have any of these"),
        *("no everything is fine", "nope all good", "no more than usual", "not that I know of"),
        *("no, I was joking", "that was years ago", "/safe_now"),
    ],
)
def test_a_clear_no(text: str) -> None:
    assert answer_to_check(text, *BODY) is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "yeah right now", "kind of", "maybe", "sometimes", "ok", "no idea", "not really"),
        *("since yesterday", "an hour ago", "a couple of days", "just the foot", "the last one"),
        *("no but my leg is cold", "no, but a little", "no, just tingling", "no, I feel sick"),
        *("no, actually yes", "no... well yes", "not me, my dad", "my husband has it"),
        *(
            "not now but this morning",
            "only when I breathe in",
            "not yet",
            "no one is here with me",
        ),
        *("no breathing trouble, just the chest", "No, I'm fine, though my arm has gone weak"),
        *("", "\U0001f44d", "leave me alone", "the thing I said"),
    ],
)
def test_no_denial(text: str) -> None:
    assert answer_to_check(text, *BODY) is Answer.NO_DENIAL


@pytest.mark.parametrize(
    "text", ["why do you ask", "how long is the recovery?", "what should I do"]
)
def test_a_question_back(text: str) -> None:
    assert answer_to_check(text, *BODY) is Answer.QUESTION


@pytest.mark.parametrize("text", ["not tonight", "not yet", "not really", "no one would miss me"])
def test_in_a_crisis_what_is_denied_can_be_the_message(text: str) -> None:
    assert answer_to_check(text, *CRISIS) is Answer.NO_DENIAL


@pytest.mark.parametrize("text", ["no", "no, I'm not", "God no", "of course not"])
def test_a_clear_no_in_a_crisis(text: str) -> None:
    assert answer_to_check(text, *CRISIS) is Answer.NO


def test_a_plain_no_answers_only_what_was_asked() -> None:
    assert answer_to_check("no", "emergency", "utter_ask/cost") is Answer.NO_DENIAL

"""What one person sends delays nobody else: meanwhile another person's alarm is answered."""

import json
import threading
import time

import pytest

from tests.visitor import Visitor
from tools.assistant import Assistant

PATIENCE_S = 2  # the alarm's, on a loaded machine of two cores
ALARM = "I have crushing chest pain and cannot breathe"
LONGEST = 15_500  # bytes; the website takes 16 kB
HOSTILE = {
    "one letter": "a",
    "joined words": "and ",
    "hyphens": "a-",
    "dots": "a.",
    "an address without an end": "a@a.",
    "a spoken address": "at dot ",
    "questions": "how much is it and ",
    "commas": "what, ",
    "denials": "not ",
    "double denials": "no no never without ",
    "numbers": "1 ",
    "digits": "7",
    "phone numbers": "415-555-0199 ",
    "dates": "since may 2023 ",
    "stages": "stage 2 ",
    "sides": "left right ",
    "alarms denied": "no chest pain ",
    "spaces": " \u00a0\u3000",
    "line breaks": "\n",
    "emoji": "\U0001f9d1\u200d\U0001f9bd",
    "marks on a letter": "a\u0301\u0302\u0303",
    "brackets": "(((",
    "quotes": "\"'",
    "html": "<b>",
    "slashes": "/",
    "another script": "\u0627",
}


def longest(repeated: str) -> str:
    """As much of it as the website takes."""
    times = LONGEST // (len(json.dumps(repeated, ensure_ascii=False).encode()) - 2)
    return repeated * times


@pytest.fixture(scope="module")
def hurt(assistant: Assistant) -> Visitor:
    return Visitor(assistant.url)


@pytest.mark.parametrize("repeated", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_alarm_beside_a_hostile_message(
    assistant: Assistant, hurt: Visitor, repeated: str
) -> None:
    text = longest(repeated)
    with Visitor(assistant.url) as hostile:
        hostile.say("start the questions")
        hostile.say("yes")
        answers: list[int] = []
        beside = threading.Thread(
            target=lambda: answers.append(hostile.post(text=text).status_code)
        )
        beside.start()
        started = time.monotonic()
        (alarm, *_) = hurt.say(ALARM)
        waited = time.monotonic() - started
        beside.join(60)
    assert alarm["alert"] == "emergency"
    assert waited < PATIENCE_S
    assert answers == [200]

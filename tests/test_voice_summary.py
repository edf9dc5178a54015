"""The result as a text message: only for who says yes, to the number that the call comes from."""

from collections.abc import Iterator

import pytest

from records.opt_outs import OptOuts
from tests.content import all_replies
from tests.phone import Phone
from tests.provider_api import ProviderApi
from tools.assistant import Assistant

ANSWERS = (
    *("start the questions", "yes", "forty seven", "left", "no scans yet", "two years", "five"),
    *("a cane", "none", "none", "none", "yes that is right"),
)


@pytest.fixture
def caller(assistant: Assistant, request: pytest.FixtureRequest) -> Iterator[Phone]:
    number = f"+1415555{2000 + abs(hash(request.node.name)) % 7000:04}"
    with Phone(assistant, number=number) as phone:
        for said in ANSWERS:
            phone.say(said)
        yield phone


def test_it_is_offered_when_the_offer_of_contact_is_over(caller: Phone) -> None:
    assert "May I send your answers" in caller.heard
    assert "Shall I text you" in caller.hear("no")


def test_a_yes_sends_it(caller: Phone, api: ProviderApi) -> None:
    caller.say("no")
    assert "I am sending it" in " ".join(caller.press("1"))
    text = " ".join(api.wait_for(caller.number, 4))
    assert "automated assistant of" in text.splitlines()[0]
    assert "STOP to end texts" in text
    assert sms("utter_not_a_diagnosis") in text
    assert "**" not in text
    assert "your stage" not in caller.heard


@pytest.mark.parametrize("answer", ["2", "#"])
def test_without_a_yes_nothing_is_sent(caller: Phone, api: ProviderApi, answer: str) -> None:
    caller.say("no")
    assert "no text" in " ".join(caller.press(answer))
    assert api.sent_to(caller.number) == []


def test_who_said_stop_is_told_that_none_comes(
    caller: Phone, api: ProviderApi, assistant: Assistant
) -> None:
    from records.database import open_database  # noqa: PLC0415

    engine = open_database(f"sqlite:///{assistant.data_dir / 'hipwise.db'}")
    OptOuts(engine).add(caller.number)
    caller.say("no")
    assert "cannot be sent" in caller.hear("yes")
    assert api.sent_to(caller.number) == []


def test_a_hidden_number_is_not_asked(assistant: Assistant) -> None:
    with Phone(assistant, number="anonymous") as phone:
        for said in (*ANSWERS, "no"):
            phone.say(said)
        assert "Shall I text you" not in phone.heard


def sms(name: str) -> str:
    texts = [str(r["text"]) for r in all_replies()[name] if r.get("channel") == "sms"]
    return texts[0].strip()

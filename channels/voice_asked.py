"""Answers to what the line itself asked: is that what you said, may I record you, shall I text you,
which age did you give. Used by the voice channel."""

from channels.voice_again import Again
from channels.voice_call import Call
from channels.voice_line import YES_OR_NO, Line
from channels.voice_person import Person
from channels.voice_resume import Resume
from channels.voice_state import State
from channels.voice_summary import Summary
from channels.voice_turn import CallTurn
from clinic.findings import Finding
from clinic.interpretation import read_answers
from clinic.phone_line.heard import yes_or_no
from clinic.phone_line.place import Place

YES = "yes"
CONTINUE = "continue"
CHECK, OFFER = "check", "offer"
ASKED = (*YES_OR_NO, CHECK, OFFER)


class Asked:
    def __init__(self, line: Line, person: Person, turn: CallTurn, again: Again) -> None:
        self._line = line
        self._person = person
        self._turn = turn
        self._again = again
        self._resume = Resume(line)
        self._summary = Summary(line)

    async def go_on_from_earlier(self, place: Place, state: State) -> str:
        return await self._resume.offer(place, state)

    async def take(self, call: Call, place: Place, state: State, answer: str) -> str:
        """`answer` is "yes" or "no", or digits where an age is checked."""
        if place.at == CHECK:
            return await self._check(call, place, state, answer)
        if place.at == "leave":
            return await self._record(call, place, state, answer)
        if place.at == "text":
            return await self._text(call, place, state, answer)
        if place.at == OFFER:
            return await self._again.back(call, place, state)
        held = self._line.let_go(call)
        if answer == YES and held:
            return await self._turn.take(call, place, held.text)
        return await self._again.back(call, place, state, "utter_call_please_repeat")

    async def _check(self, call: Call, place: Place, state: State, answer: str) -> str:
        if await self._resume.is_taken_over(call, int(answer)):
            return await self._turn.take(call, place, CONTINUE)
        return await self._resume.refuse(call, place, state)

    async def _record(self, call: Call, place: Place, state: State, answer: str) -> str:
        if answer == YES:
            return await self._person.record(call, place, state)
        return await self._again.back(call, place, state, "utter_call_not_recorded")

    async def _text(self, call: Call, place: Place, state: State, answer: str) -> str:
        outcome = "utter_call_no_text"
        if answer == YES:
            is_sent = await self._summary.is_sent(call, state)
            outcome = "utter_call_text_sent" if is_sent else "utter_call_text_not_sent"
        said = await self._line.say_all((outcome, "utter_call_anything_else"), state)
        return await self._line.ask(said, place.next(), state)


def answer_in(place: Place, findings: list[Finding]) -> str | None:
    """What was said as an answer to it; None where it is none."""
    if place.at != CHECK:
        return yes_or_no(findings)
    age = read_answers(findings, "age").get("age")
    return str(age) if isinstance(age, int) else None

"""What a caller said or pressed, and what is done with it: the same again, a person, the end, an
answer to what the line itself asked, or a message for Rasa. Used by the voice channel."""

from collections.abc import Mapping

from channels.voice_again import Again
from channels.voice_asked import ASKED, CHECK, CONTINUE, OFFER, Asked, answer_in
from channels.voice_call import Call, Heard
from channels.voice_line import Held, Line, key_place_at, menu
from channels.voice_person import Person
from channels.voice_state import CONTACT, State, read_state
from channels.voice_turn import CallTurn, message_id
from clinic.message import ALARMS
from clinic.phone_line import requests
from clinic.phone_line.heard import corrects, number_to_confirm, to_confirm
from clinic.phone_line.keypad import BLANK, Pressed, Request, completed, pressed
from clinic.phone_line.keypad import place as key_place
from clinic.phone_line.place import Place

SKIP, GOODBYE, NO = "skip", "goodbye", "no"
FEW_WORDS = 3  # more are no number or letter that completes an answer


class Talk:
    def __init__(self, line: Line) -> None:
        self.line = line
        self._person = Person(line)
        self._turn = CallTurn(line, self._person)
        self._again = Again(line)
        self._asked = Asked(line, self._person, self._turn, self._again)

    async def greet(self, call: Call, place: Place) -> str:
        state = await read_state(self.line.agent, call.sender_id)
        said = await self.line.say_all(("utter_call_greeting", *menu(call)), state)
        return await self.line.ask(said, place.next("menu"), state)

    async def hear(self, call: Call, place: Place, heard: Heard) -> str:
        state = await read_state(self.line.agent, call.sender_id)
        if message_id(place) in state.heard:  # before a restart, and the answer was lost
            return await self._turn.go_on(call, place, state, state.replies)
        if heard.is_silence:
            return await self._again.missed(call, place, state, "utter_call_silence")
        if heard.digits is not None:
            return await self._pressed(call, place.answered_by(keys=True), state, heard.digits)
        return await self._said(call, place.answered_by(keys=False), state, heard)

    async def dialled(self, call: Call, place: Place, fields: Mapping[str, str]) -> str:
        state = await read_state(self.line.agent, call.sender_id)
        return await self._person.dialled(fields, call, place, state)

    async def recorded(self, call: Call, fields: Mapping[str, str]) -> str:
        state = await read_state(self.line.agent, call.sender_id)
        return await self._person.recorded(fields, call, state)

    async def over(self, call: Call) -> None:
        """What was not finished stays for a later call to go on with; nothing else does."""
        state = await read_state(self.line.agent, call.sender_id)
        self.line.forget(call)
        if not state.is_unfinished:
            await self.line.in_store(lambda store: store.close([call.sender_id]))

    async def _pressed(self, call: Call, place: Place, state: State, digits: str) -> str:
        meant = pressed(key_place(key_place_at(place, state)), digits)
        if meant is Request.PERSON:
            return await self._person.reach(call, place, state)
        if meant is Request.AGAIN:
            return await self._again.asked_for(call, place, state)
        if meant is Request.SKIP:
            return await self._skipped(call, place, state)
        if isinstance(meant, Pressed):
            return await self._chosen(call, place, state, meant)
        return await self._again.missed(call, place, state, "utter_call_wrong_key")

    async def _chosen(self, call: Call, place: Place, state: State, chosen: Pressed) -> str:
        if place.at in ASKED:
            return await self._asked.take(call, place, state, chosen.words)
        if place.at == "menu" and chosen.words == CONTINUE:
            return await self._continued(call, place, state)
        if chosen.words == GOODBYE:
            return await self._turn.end(call, state)
        held = self.line.let_go(call) if place.keys else Held(BLANK)
        if held is None:  # it was lost with a restart
            return await self._again.back(call, place, state, "utter_call_please_repeat")
        words = completed(held.text, chosen.words)
        if chosen.then:
            self.line.hold(call, Held(words))
            said = [await self.line.keys_told(chosen.then, state)]
            return await self.line.ask(said, place.next(keys=chosen.then), state)
        return await self._understood(call, place, state, Heard(words))

    async def _skipped(self, call: Call, place: Place, state: State) -> str:
        self.line.let_go(call)
        if place.at in ("leave", "text"):
            return await self._asked.take(call, place, state, NO)
        if place.at in (CHECK, OFFER):
            return await self._again.back(call, place, state)
        return await self._turn.take(call, place, SKIP)

    async def _said(self, call: Call, place: Place, state: State, heard: Heard) -> str:
        request = requests.request_in(heard.text)
        if request == requests.PERSON:
            return await self._person.reach(call, place, state)
        if request == requests.END:
            return await self._turn.end(call, state)
        if request == requests.AGAIN:
            return await self._again.asked_for(call, place, state)
        if request == requests.EARLIER and place.at == "menu" and call.caller:
            return await self._continued(call, place, state)
        if place.at in ASKED:
            return await self._said_to_line(call, place, state, heard)
        held = self.line.let_go(call) if place.keys else None
        if held and len(heard.text.split()) <= FEW_WORDS:
            heard = Heard(completed(held.text, heard.text), heard.confidence)
        return await self._understood(call, place, state, heard)

    async def _said_to_line(self, call: Call, place: Place, state: State, heard: Heard) -> str:
        """An answer to what the line asked; an alarm, or anything else, is for Rasa."""
        intent, findings = await self.line.findings(heard.text)
        is_more = intent in ALARMS or corrects(findings)
        answer = None if is_more else answer_in(place, findings)
        if answer is not None:
            return await self._asked.take(call, place, state, answer)
        self.line.let_go(call)
        return await self._understood(call, place, state, heard)

    async def _continued(self, call: Call, place: Place, state: State) -> str:
        if call.caller is None:
            return await self._again.missed(call, place, state, "utter_call_wrong_key")
        return await self._asked.go_on_from_earlier(place, state)

    async def _understood(self, call: Call, place: Place, state: State, heard: Heard) -> str:
        """What matters is confirmed before Rasa takes it."""
        held = await self._to_confirm(state, heard)
        if held is None:
            return await self._turn.take(call, place, heard.text)
        self.line.hold(call, held)
        following = place.next("number" if held.reply == "utter_call_number" else "heard")
        return await self.line.ask(await self.line.prompt(call, following, state), following, state)

    async def _to_confirm(self, state: State, heard: Heard) -> Held | None:
        """A number always; the stage, the hip and a consent where they were heard badly."""
        is_unclear = heard.confidence < self.line.settings.voice_confidence
        if not is_unclear and state.form != CONTACT:
            return None
        intent, findings = await self.line.findings(heard.text)
        if intent in ALARMS:
            return None
        number = number_to_confirm(findings) if state.form == CONTACT else None
        if number:
            return Held(heard.text, "utter_call_number", number)
        unclear = to_confirm(findings, state.question, state.answers) if is_unclear else None
        return Held(heard.text, "utter_call_heard", unclear) if unclear else None

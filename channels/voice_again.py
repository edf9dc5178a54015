"""When nothing useful was heard: the same once more, the keys, a person, goodbye. Used by the voice
channel."""

from channels.tracker import NO_ALARM
from channels.voice_call import Call
from channels.voice_line import SILENT_GOODBYE, Line, key_place_at
from channels.voice_state import PRESCREEN, State
from clinic.phone_line.ladder import Rung, rung
from clinic.phone_line.place import TALK, Place
from clinic.question_wording import CHOICES


class Again:
    def __init__(self, line: Line) -> None:
        self._line = line

    async def asked_for(self, call: Call, place: Place, state: State) -> str:
        said = await self._line.prompt(call, place, state)
        return await self._line.ask(said, place.again(place.rung), state)

    async def back(self, call: Call, place: Place, state: State, *before: str) -> str:
        """From what the line asked to the open question; `before` are names of replies."""
        said = await self._line.say_all(before, state)
        question = await self._line.question(call, place.talk(), state)
        return await self._line.ask([*said, *question], place.next(), state)

    async def missed(self, call: Call, place: Place, state: State, reason: str) -> str:
        """Silence, or a key that means nothing; `reason` is the reply that says which."""
        in_alarm = state.alarm != NO_ALARM
        step = rung(place.rung, short=place.at == "leave", in_alarm=in_alarm)
        if step is Rung.GOODBYE:
            return self._line.twiml.end([await self._line.goodbye(state, SILENT_GOODBYE)])
        if step is Rung.OFFER_PERSON:
            said = [await self._line.say("utter_call_offer", state)]
            return await self._line.ask(said, place.next("offer", rung=place.rung + 1), state)
        said = [await self._line.say(reason, state)]
        if step is Rung.BY_KEYS:
            said += await self._by_keys(call, place, state)
        else:
            said += await self._line.question(call, place, state)
        following = place.again(place.rung + 1)
        is_told = step is Rung.BY_KEYS
        return await self._line.ask(said, following, state, are_keys_told=is_told)

    async def _by_keys(self, call: Call, place: Place, state: State) -> list[str]:
        """The question in other words, and what the keys mean."""
        keys = await self._line.keys_told(key_place_at(place, state), state)
        if place.keys:
            return [keys]
        in_choices = f"{CHOICES}{state.question}"
        is_question = place.at == TALK and state.form == PRESCREEN and state.alarm == NO_ALARM
        if is_question and in_choices in self._line.agent.domain.responses:
            return [await self._line.say(in_choices, state), keys]
        return [*await self._line.question(call, place, state), keys]

"""Going on with the questions of an earlier call from the same number, once the caller has told the
age that was given then. Whether there was such a call is not to be heard from what is said. Used by
the voice channel."""

from typing import Any

from rasa.shared.core.events import SlotSet

from channels.voice_call import Call
from channels.voice_line import Line
from channels.voice_output import VoiceOutput
from channels.voice_state import State, read_state
from clinic.phone_line.caller_check import earlier_call, has_tries_left
from clinic.phone_line.place import Place
from clinic.prescreen import KEPT_SLOTS

# Of one run of the questions, besides its answers.
TAKEN_OVER = (*KEPT_SLOTS, "run", "words", "course", "alarms")
MOST_EARLIER = 5  # calls that are looked at


class Resume:
    def __init__(self, line: Line) -> None:
        self._line = line

    async def offer(self, place: Place, state: State) -> str:
        said = [await self._line.say("utter_call_check_age", state)]
        return await self._line.ask(said, place.next("check"), state)

    async def is_taken_over(self, call: Call, age: int) -> bool:
        """Whether the answers of an earlier call are this one's now."""
        states = await self._earlier(call)
        candidates = {name: state.answers for name, state in states.items()}
        found = earlier_call(candidates, age)
        if found is None:
            return False
        await self._take_over(call, states[found])
        await self._line.in_store(lambda store: store.taken_over(found))
        return True

    async def refuse(self, call: Call, place: Place, state: State) -> str:
        """After the last try nobody can go on with what there may have been."""
        if has_tries_left(place.tries):
            said = [await self._line.say("utter_call_check_once_more", state)]
            return await self._line.ask(said, place.next("check", tries=place.tries + 1), state)
        caller = call.caller or ""
        await self._line.in_store(lambda store: store.close(store.begun_by(caller)))
        said = [await self._line.say("utter_call_check_failed", state)]
        return await self._line.ask(said, place.next(), state)

    async def _earlier(self, call: Call) -> dict[str, State]:
        caller = call.caller or ""
        names = await self._line.in_store(lambda store: store.begun_by(caller)) or []
        others = [name for name in names if name != call.sender_id][:MOST_EARLIER]
        states = {name: await read_state(self._line.agent, name) for name in others}
        return {name: state for name, state in states.items() if state.is_unfinished}

    async def _take_over(self, call: Call, earlier: State) -> None:
        processor: Any = self._line.agent.processor
        tracker = await processor.fetch_tracker_and_update_session(call.sender_id, VoiceOutput())
        for slot in TAKEN_OVER:
            value = earlier.tracker.get_slot(slot)
            if value is not None:
                tracker.update(SlotSet(slot, value), processor.domain)
        await processor.save_tracker(tracker)

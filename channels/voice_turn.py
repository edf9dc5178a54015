"""One message of a caller, through Rasa: what it says back, and how the call goes on from there.
Used by the voice channel."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from channels.answering import Turn, Unanswered
from channels.incoming import Incoming
from channels.tracker import NO_ALARM
from channels.voice_call import Call
from channels.voice_line import SILENT_GOODBYE, Line
from channels.voice_output import VoiceOutput
from channels.voice_person import Person
from channels.voice_state import GOODBYE, PERSON, PRESCREEN, State, read_state
from channels.voice_summary import Summary
from clinic.phone_line.ladder import Rung, rung
from clinic.phone_line.place import Place

logger = logging.getLogger(__name__)

PATIENCE_S = 10  # the provider hangs up on 15 seconds without an answer
NOT_UNDERSTOOD = (
    "utter_fallback",
    "utter_unreadable",
    "utter_choice_unclear",
    "utter_out_of_scope",
)
# What only ends a conversation is said in the call's own words.
ENDINGS = ("utter_goodbye", "utter_deny", "utter_stop_prescreen", "utter_alarm_reminder_")
CHOICES = ("utter_choices_",)
Reply = dict[str, Any]


class CallTurn:
    def __init__(self, line: Line, person: Person) -> None:
        self._line = line
        self._person = person
        self._summary = Summary(line)

    async def take(self, call: Call, place: Place, text: str) -> str:
        output = VoiceOutput()
        incoming = Incoming.typed(message_id(place), text)
        turn = Turn(self._line.agent, self._line.handle, call.sender_id, incoming, output)
        try:
            await asyncio.wait_for(turn.answer(), PATIENCE_S)
        except Unanswered:
            return await self._trouble(call, place, output.replies)
        except asyncio.TimeoutError:
            logger.error("turn too slow sender=%s", call.sender_id)
            return await self._trouble(call, place, output.replies)
        state = await read_state(self._line.agent, call.sender_id)
        if output.is_erased:
            self._line.erase(call)
        await self._note(call, state)
        return await self.go_on(call, place, state, output.replies)

    async def end(self, call: Call, state: State, replies: Sequence[Reply] = ()) -> str:
        """A goodbye that suits what the call was about."""
        before = [r["text"] for r in replies if not _is_named(r, ENDINGS)]
        can_go_on = state.is_unfinished and call.caller
        goodbye = "utter_call_goodbye_unfinished" if can_go_on else "utter_call_goodbye"
        return self._line.twiml.end([*before, await self._line.goodbye(state, goodbye)])

    async def go_on(self, call: Call, place: Place, state: State, replies: Sequence[Reply]) -> str:
        if state.intent == PERSON:
            return await self._person.reach(call, place, state)
        if state.intent == GOODBYE or _has_no_more_questions(state, replies):
            return await self.end(call, state, replies)
        said = [reply["text"] for reply in replies]
        if any(_is_named(reply, NOT_UNDERSTOOD) for reply in replies):
            return await self._not_understood(place, state, said)
        if self._summary.can_be_offered(call, replies, state):
            said.append(await self._line.say("utter_call_text", state))
            return await self._line.ask(said, place.next("text"), state)
        following = place.next()
        if replies and _is_named(replies[-1], CHOICES) and not place.by_keys:
            said.append(await self._line.keys_told(state.key_place, state))
            return await self._line.ask(said, following, state, are_keys_told=True)
        if _is_idle(state) and not said[-1].rstrip().endswith("?"):
            said.append(await self._line.say("utter_call_anything_else", state))
        return await self._line.ask(said, following, state)

    async def _not_understood(self, place: Place, state: State, said: list[str]) -> str:
        """Or a bad line would be met with the same words for ever."""
        step, missed = rung(place.rung), place.rung + 1
        if step is Rung.GOODBYE:
            return self._line.twiml.end([await self._line.goodbye(state, SILENT_GOODBYE)])
        if step is Rung.OFFER_PERSON:
            said = [await self._line.say("utter_call_offer", state)]
            return await self._line.ask(said, place.next("offer", rung=missed), state)
        is_told = step is Rung.BY_KEYS
        if is_told:
            said.append(await self._line.keys_told(state.key_place, state))
        following = place.next(rung=missed)
        return await self._line.ask(said, following, state, are_keys_told=is_told)

    async def _trouble(self, call: Call, place: Place, replies: Sequence[Reply]) -> str:
        """Something on our side; the caller is told so, and may try again or reach a person."""
        state = await read_state(self._line.agent, call.sender_id)
        said = [reply["text"] for reply in replies]
        if rung(place.rung) is Rung.GOODBYE:
            goodbye = await self._line.goodbye(state, SILENT_GOODBYE)
            return self._line.twiml.end([*said, goodbye])
        said.append(await self._line.say("utter_call_trouble", state))
        return await self._line.ask(said, place.next(rung=place.rung + 1), state)

    async def _note(self, call: Call, state: State) -> None:
        """That the questions were begun in this call, so that a later one can go on."""
        caller = call.caller
        if caller and state.form == PRESCREEN and self._line.is_new(call):
            now = datetime.now(timezone.utc)
            await self._line.in_store(lambda store: store.begin(call.sender_id, caller, now))


def message_id(place: Place) -> str:
    """Of what is said or pressed there."""
    return f"turn-{place.turn}"


def _is_idle(state: State) -> bool:
    return state.form is None and state.alarm == NO_ALARM


def _has_no_more_questions(state: State, replies: Sequence[Reply]) -> bool:
    """ "No, thank you": what else would they like to know was asked last."""
    return _is_idle(state) and len(replies) == 1 and _is_named(replies[0], ("utter_deny",))


def _is_named(reply: Reply, starts: tuple[str, ...]) -> bool:
    return str(reply.get("utter_action")).startswith(starts)

"""A person, please: the call is put through in opening hours; else, or where nobody answers, the
caller may leave a message and is called back. Used by the voice channel."""

from collections.abc import Mapping
from datetime import datetime, timezone

from channels.voice_call import Call
from channels.voice_line import Line, leave_question
from channels.voice_state import State
from clinic.phone_line.place import Place
from records.calls import CallBack, CallStore

ANSWERED = ("completed", "answered")


class Person:
    def __init__(self, line: Line) -> None:
        self._line = line

    async def reach(self, call: Call, place: Place, state: State) -> str:
        number = self._line.settings.clinic_dial
        if number and self._is_open():
            said = [await self._line.say("utter_call_putting_through", state)]
            return self._line.twiml.dial(said, number, place.next())
        return await self._offer_message("utter_call_closed", call, place, state)

    async def dialled(
        self, fields: Mapping[str, str], call: Call, place: Place, state: State
    ) -> str:
        """After the clinic hung up, or nobody there took the call."""
        if fields.get("DialCallStatus") in ANSWERED:
            return self._line.twiml.end([await self._line.say("utter_call_goodbye", state)])
        return await self._offer_message("utter_call_nobody", call, place, state)

    async def record(self, call: Call, place: Place, state: State) -> str:
        """The caller has agreed. That they want to be called back is kept from here on: they may
        hang up before the tone."""
        if not await self._kept(call, None):
            return self._line.twiml.end([await self._line.say("utter_call_message_lost", state)])
        said = [await self._line.say("utter_call_record", state)]
        return self._line.twiml.record(said, place.next())

    async def recorded(self, fields: Mapping[str, str], call: Call, state: State) -> str:
        end, say = self._line.twiml.end, self._line.say
        recording = fields.get("RecordingSid")
        if recording:
            is_kept = await self._kept(call, recording)
            outcome = "utter_call_message_kept" if is_kept else "utter_call_message_lost"
            return end([await say(outcome, state)])
        if call.number:
            return end([await say("utter_call_back_kept", state)])
        await self._line.in_store(lambda store: store.drop_call_back(call.sender_id))
        return end([await say("utter_call_no_message", state)])

    async def _offer_message(self, reason: str, call: Call, place: Place, state: State) -> str:
        said = await self._line.say_all((reason, leave_question(call)), state)
        return await self._line.ask(said, place.next("leave"), state)

    async def _kept(self, call: Call, recording: str | None) -> bool:
        wanted = CallBack(call.sender_id, call.number, datetime.now(timezone.utc), recording)

        def keep(store: CallStore) -> bool:
            store.ask_call_back(wanted)
            return True

        return bool(await self._line.in_store(keep))

    def _is_open(self) -> bool:
        hours = self._line.settings.opening_hours
        return hours is None or hours.is_open(datetime.now(timezone.utc))

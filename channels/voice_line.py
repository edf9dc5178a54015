"""What every part of a call needs: the sentences, the question that is put next, what is held until
the caller has confirmed it, and the store of calls. Used by the voice channel."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from channels.tracker import NO_ALARM
from channels.understanding import NotUnderstood
from channels.voice_call import Call
from channels.voice_state import State
from channels.voice_twiml import Twiml
from clinic.emergency_numbers import numbers_to_say
from clinic.findings import Finding
from clinic.phone_line.hints import hints
from clinic.phone_line.keypad import place as key_place
from clinic.phone_line.place import TALK, Place
from clinic.phone_line.spoken import short_numbers_in
from clinic.settings import Settings
from records.calls import CallStore
from records.gate import gate_of
from records.keeper import RecordKeeper
from records.postgres_patience import PATIENCE_S

CHANNEL = "voice"
SILENT_GOODBYE = "utter_call_goodbye_silence"
CALLS_KEPT = 5000
YES_OR_NO = ("heard", "number", "leave", "text")  # places where yes or no is asked

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Held:
    """Words of a caller that wait, and how they were asked about."""

    text: str
    reply: str = ""
    heard: str = ""


class Line:
    """`handle` hands a message to Rasa."""

    def __init__(self, settings: Settings, agent: Any, handle: Any) -> None:
        self.settings = settings
        self.agent = agent
        self.handle = handle
        numbers = " ".join(numbers_to_say(settings.country).values())
        self.twiml = Twiml(settings, short_numbers_in(numbers))
        self._keeper = RecordKeeper.from_settings(settings)
        self._gate = gate_of(settings.database_url)
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._erased: set[str] = set()
        self._begun: OrderedDict[str, None] = OrderedDict()

    async def say(self, reply: str, state: State, **places: str) -> str:
        said = await self.agent.nlg.generate(reply, state.tracker, CHANNEL, **places)
        return str(said["text"])

    async def say_all(self, replies: Sequence[str], state: State) -> list[str]:
        return [await self.say(reply, state) for reply in replies]

    async def goodbye(self, state: State, otherwise: str) -> str:
        """Whoever is in danger hears once more whom to call."""
        is_alarmed = state.alarm != NO_ALARM
        return await self.say(
            f"utter_call_alarm_goodbye_{state.alarm}" if is_alarmed else otherwise, state
        )

    async def ask(
        self, parts: Sequence[str], place: Place, state: State, *, are_keys_told: bool = False
    ) -> str:
        """Says the parts and listens. What the keys mean is told always at some questions, at all
        to who answers with keys; not where the parts tell it already."""
        name = key_place_at(place, state)
        keys = key_place(name)
        in_question = place.at == TALK and not place.keys and not are_keys_told
        if in_question and (place.by_keys or keys.always):
            parts = [*parts, await self.keys_told(name, state)]
        return self.twiml.ask(parts, place, keys, hints(name))

    async def keys_told(self, name: str, state: State) -> str:
        return await self.say(f"utter_keys_{name}", state)

    async def prompt(self, call: Call, place: Place, state: State) -> list[str]:
        """What was asked last, once more."""
        if place.at in ("heard", "number"):
            held = self.held(call)
            return [await self.say(held.reply, state, **_places(held))] if held else []
        if place.at != TALK:
            return await self.say_all(asked_at(place, call), state)
        if place.keys:
            return [await self.keys_told(place.keys, state)]
        return [said.text for said in state.said] or [await self.say("utter_call_menu", state)]

    async def question(self, call: Call, place: Place, state: State) -> list[str]:
        """The last of what was said in the conversation, and all of what the line itself asked."""
        said = await self.prompt(call, place, state)
        return said[-1:] if place.at == TALK else said

    async def findings(self, text: str) -> tuple[str, list[Finding]]:
        """The intent and what was found, without a turn of the conversation."""
        try:
            parsed = await self.agent.parse_message(text)
        except NotUnderstood:
            return "", []
        entities = [e for e in parsed["entities"] if e.get("extractor") == "FindingExtractor"]
        return parsed["intent"]["name"], [Finding.from_entity(entity) for entity in entities]

    def hold(self, call: Call, held: Held) -> None:
        """In memory: after a restart the caller is asked again."""
        _put(self._held, call.sender_id, held)

    def held(self, call: Call) -> Held | None:
        return self._held.get(call.sender_id)

    def let_go(self, call: Call) -> Held | None:
        return self._held.pop(call.sender_id, None)

    def is_new(self, call: Call) -> bool:
        """Whether this call's questions were not noted as begun yet; they are taken to be now."""
        if call.sender_id in self._begun:
            return False
        _put(self._begun, call.sender_id, None)
        return True

    def erase(self, call: Call) -> None:
        """The person was erased."""
        self.forget(call)
        self._erased.add(call.sender_id)

    def was_erased(self, call: Call) -> bool:
        """Whether it has been since this was last asked."""
        is_so = call.sender_id in self._erased
        self._erased.discard(call.sender_id)
        return is_so

    def forget(self, call: Call) -> None:
        """The call is over."""
        self._held.pop(call.sender_id, None)
        self._begun.pop(call.sender_id, None)

    async def in_store(self, use: Callable[[CallStore], Value]) -> Value | None:
        """None where the database is away; it is logged."""
        try:
            return await self._gate.write(lambda: use(self._keeper.calls()), patience_s=PATIENCE_S)
        except (SQLAlchemyError, OSError) as fault:
            logger.error("store of calls fault=%s", type(fault).__name__)
            return None


def _put(kept: "OrderedDict[str, Value]", name: str, value: Value) -> None:
    kept[name] = value
    kept.move_to_end(name)
    while len(kept) > CALLS_KEPT:
        kept.popitem(last=False)


def key_place_at(place: Place, state: State) -> str:
    if place.at in YES_OR_NO:
        return "yes_no"
    return place.keys or (state.key_place if place.at == TALK else place.at)


def menu(call: Call) -> tuple[str, ...]:
    """The offer to go on is made to all whose number is known, if they called before or not."""
    return ("utter_call_menu", *(("utter_call_menu_earlier",) if call.caller else ()))


def asked_at(place: Place, call: Call) -> tuple[str, ...]:
    return {
        "menu": menu(call),
        "leave": (leave_question(call),),
        "check": ("utter_call_check_age",),
        "text": ("utter_call_text",),
        "offer": ("utter_call_offer",),
    }[place.at]


def leave_question(call: Call) -> str:
    return "utter_call_leave" if call.number else "utter_call_leave_no_number"


def _places(held: Held) -> dict[str, str]:
    return {"heard": held.heard, "number": held.heard}

"""Whether a text message is answered, and by whom: STOP and START by the channel itself, a flood
once, everything else in a turn of its own. Used by channels/sms_delivery.py."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from channels.answering import Handler
from channels.outbound import Outbound
from channels.sms_flood import Flood, Floods
from channels.sms_turn import Answer, SmsTurn
from channels.sms_unfinished import Unfinished
from clinic.settings import Settings
from clinic.texting.keywords import RESUME, START, STOP, is_keyword
from records.texters import Standing, Texters
from records.texts_received import Text


def is_at_once(text: Text) -> bool:
    """STOP waits for nothing."""
    return is_keyword(text.text, STOP)


class Answers:
    def __init__(
        self,
        settings: Settings,
        outbound: Outbound,
        unfinished: Unfinished,
        agent: Callable[[], Any],
        handle: Handler,
    ) -> None:
        self._outbound = outbound
        self._unfinished = unfinished
        self._opt_outs = outbound.opt_outs
        self._texters = Texters(outbound.engine)
        self._floods = Floods(settings)
        self._agent = agent
        self._handle = handle

    async def to(self, text: Text, *, is_again: bool = False) -> Answer:
        """`is_again` where the server was killed while it answered."""
        if await self._outbound.stored.read(False, self._opt_outs.has, text.address):
            return await self._while_stopped(text)
        if is_keyword(text.text, STOP):
            await self._outbound.gate.write(self._opt_outs.add, text.address)
            return replace(await self._says(text, "utter_text_stopped"), is_last_word=True)
        if is_keyword(text.text, RESUME):
            return await self._welcome(text)
        flood = Flood.NONE if is_again else self._floods.count(text.conversation)
        if flood is Flood.LET_GO:
            return Answer()
        if flood is Flood.ENOUGH:
            return await self._says(text, "utter_text_too_many")
        turn = SmsTurn(text, self._agent(), await self._standing(text.conversation))
        return await turn.answer(self._handle, is_again=is_again)

    async def _standing(self, conversation: str) -> Standing | None:
        unknown: Standing | None = Standing()
        return self._unfinished.standing(conversation) or await self._outbound.stored.read(
            unknown, self._texters.standing, conversation
        )

    async def trouble(self, text: Text) -> Answer:
        return await self._says(text, "utter_technical_trouble")

    async def _while_stopped(self, text: Text) -> Answer:
        if not is_keyword(text.text, START):
            return Answer()
        await self._outbound.gate.write(self._opt_outs.remove, text.address)
        return await self._welcome(text)

    async def _welcome(self, text: Text) -> Answer:
        turn = SmsTurn(text, self._agent())
        still_open = await turn.conversation.still_open()
        name = "utter_text_goes_on" if still_open else "utter_text_started"
        return await turn.said([await turn.conversation.says(name), *still_open])

    async def _says(self, text: Text, name: str) -> Answer:
        """And leaves everything else as it stands."""
        turn = SmsTurn(text, self._agent())
        return replace(await turn.said([await turn.conversation.says(name)]), standing=None)

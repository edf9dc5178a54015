"""What a text message is answered with: the words that every such service knows (STOP, HELP, MORE
...) by the channel itself, everything else by Rasa. Used by channels/sms_delivery.py."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from channels.answering import Handler, Turn, Unanswered
from channels.incoming import COMMAND, Incoming
from channels.outbound import Outbound
from channels.sms_conversation import Reply, SmsConversation
from channels.sms_flood import Flood, Floods
from channels.sms_rendering import Rendered, Rendering, SmsOutput
from channels.stored import stored
from clinic.settings import Settings
from clinic.texting.keywords import (
    HELP,
    MENU,
    MORE,
    RESUME,
    SOURCES,
    START,
    STOP,
    is_keyword,
)
from clinic.texting.numbered import picked
from records.texters import Standing, Texters
from records.texts_received import Text

TOPICS = "help"  # what Rasa understands as "what can I ask?"


@dataclass(frozen=True)
class Answer:
    """The last word, that no more will come, is said although the person wants no more."""

    messages: tuple[str, ...] = ()
    is_last_word: bool = False
    is_erased: bool = False


def is_at_once(text: Text) -> bool:
    """STOP waits for nothing."""
    return is_keyword(text.text, STOP)


class Answers:
    def __init__(
        self, settings: Settings, outbound: Outbound, agent: Callable[[], Any], handle: Handler
    ) -> None:
        self._opt_outs = outbound.opt_outs
        self._texters = Texters(outbound.engine)
        self._floods = Floods(settings)
        self._agent = agent
        self._handle = handle

    async def to(self, text: Text, *, is_again: bool = False) -> Answer:
        """`is_again` where the server was killed while it answered."""
        conversation = SmsConversation(self._agent(), text.conversation)
        if await stored(False, self._opt_outs.has, text.address):
            return await self._while_stopped(text, conversation)
        if is_keyword(text.text, STOP):
            await asyncio.to_thread(self._opt_outs.add, text.address)
            said = await conversation.says("utter_text_stopped")
            return Answer(await self._own(text, [said]), is_last_word=True)
        if is_keyword(text.text, RESUME):
            return await self._welcome(text, conversation)
        flood = Flood.NONE if is_again else self._floods.count(text.conversation)
        if flood is Flood.ENOUGH:
            said = await conversation.says("utter_text_too_many")
            return Answer(await self._own(text, [said]))
        if flood is Flood.LET_GO:
            return Answer()
        return await self._in_turn(text, conversation, is_again=is_again)

    async def trouble(self, text: Text) -> Answer:
        said = await SmsConversation(self._agent(), text.conversation).says(
            "utter_technical_trouble"
        )
        return Answer(await self._own(text, [said]))

    async def _while_stopped(self, text: Text, conversation: SmsConversation) -> Answer:
        if not is_keyword(text.text, START):
            return Answer()
        await asyncio.to_thread(self._opt_outs.remove, text.address)
        return await self._welcome(text, conversation)

    async def _welcome(self, text: Text, conversation: SmsConversation) -> Answer:
        still_open = await conversation.still_open()
        name = "utter_text_goes_on" if still_open else "utter_text_started"
        said = await conversation.says(name)
        return await self._kept(text, await self._rendered(text, [said, *still_open]))

    async def _in_turn(
        self, text: Text, conversation: SmsConversation, *, is_again: bool
    ) -> Answer:
        unknown: Standing | None = Standing()
        standing = await stored(unknown, self._texters.standing, text.conversation)
        is_first = standing is None
        standing = standing or Standing()
        if standing.pages and is_keyword(text.text, MORE):
            return await self._next_page(text, standing)
        own = await self._by_channel(text, conversation)
        if own is not None:
            return await self._kept(text, await self._rendered(text, own))
        output = SmsOutput()
        replies = await conversation.replies_to(text.sid) if is_again else []
        if not replies:
            await self._by_rasa(text, standing, output)
            replies = output.replies
        first = ["utter_text_introduction"] if is_first else []
        if text.has_attachment and not _has_alarm(replies):
            first.append("utter_text_attachment")
        before = [str((await conversation.says(name))["text"]) for name in first]
        rendered = await self._rendered(text, replies, "\n".join(before))
        if output.is_erased:
            return Answer(rendered.packed.messages, is_erased=True)
        return await self._kept(text, rendered)

    async def _by_channel(self, text: Text, conversation: SmsConversation) -> list[Reply] | None:
        if is_keyword(text.text, HELP):
            said = [await conversation.says("utter_text_help")]
        elif is_keyword(text.text, SOURCES):
            said = await conversation.sources()
        elif not text.text:
            name = "utter_text_picture" if text.has_attachment else "utter_text_empty"
            said = [await conversation.says(name)]
        else:
            return None
        return [*said, *await conversation.still_open()]

    async def _by_rasa(self, text: Text, standing: Standing, output: SmsOutput) -> None:
        meant = picked(text.text, standing.choices)
        if is_keyword(text.text, MENU):
            meant = TOPICS
        # Rasa takes a leading slash for a command; typed by a person it is text.
        words = meant or text.text.lstrip(f" {COMMAND}")
        incoming = Incoming(text.sid, words, words.startswith(COMMAND))
        turn = Turn(self._agent(), self._handle, text.conversation, incoming, output)
        with suppress(Unanswered):  # what to say instead is in the output
            await turn.answer()

    async def _next_page(self, text: Text, standing: Standing) -> Answer:
        packing = (await self._rendering(text)).packing
        packed = packing.next(standing.pages, standing.question)
        return await self._kept(text, Rendered(packed, standing.choices))

    async def _own(self, text: Text, replies: list[Reply]) -> tuple[str, ...]:
        return (await self._rendered(text, replies)).packed.messages

    async def _rendered(self, text: Text, replies: list[Reply], introduction: str = "") -> Rendered:
        return (await self._rendering(text)).rendered(replies, introduction)

    async def _rendering(self, text: Text) -> Rendering:
        more = await SmsConversation(self._agent(), text.conversation).says("utter_text_more")
        return Rendering(text.address, more["text"])

    async def _kept(self, text: Text, rendered: Rendered) -> Answer:
        packed = rendered.packed
        standing = Standing(packed.pages, packed.question, rendered.choices)
        now = datetime.now(timezone.utc)
        await stored(None, self._texters.keep, text.conversation, standing, now)
        return Answer(packed.messages)


def _has_alarm(replies: list[Reply]) -> bool:
    return any((reply.get("metadata") or {}).get("alert") for reply in replies)

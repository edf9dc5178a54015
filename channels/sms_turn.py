"""The answer to one text message of somebody who may be answered: MORE, SOURCES, HELP and what came
without words by the channel itself, everything else by Rasa. Used by channels/sms_answers.py."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from channels.answering import Handler, Turn, Unanswered
from channels.incoming import Incoming
from channels.sms_conversation import Reply, SmsConversation
from channels.sms_rendering import Rendered, Rendering, SmsOutput
from clinic.texting.keywords import HELP, MENU, MORE, SOURCES, is_keyword
from clinic.texting.numbered import picked
from records.texters import Standing
from records.texts_received import Text

TOPICS = "help"  # what Rasa understands as "what can I ask?"
INTRODUCTION, ATTACHMENT = "utter_text_introduction", "utter_text_attachment"


@dataclass(frozen=True)
class Answer:
    """The last word, that no more will come, is said although the person wants no more. `standing`
    is where the conversation stands then; without one it stands as it did."""

    messages: tuple[str, ...] = ()
    standing: Standing | None = None
    is_last_word: bool = False
    is_erased: bool = False


class SmsTurn:
    """`before` is where the conversation stands, None for somebody who is new."""

    def __init__(self, text: Text, agent: Any, before: Standing | None = None) -> None:
        self._text = text
        self._agent = agent
        self._is_first = before is None
        self._before = before or Standing()
        self.conversation = SmsConversation(agent, text.conversation)

    async def answer(self, handle: Handler, *, is_again: bool) -> Answer:
        if self._before.pages and is_keyword(self._text.text, MORE):
            return await self._next_page()
        own = await self._by_channel()
        if own is not None:
            return await self._beside(own)
        output = SmsOutput()
        replies = await self.conversation.replies_to(self._text.sid) if is_again else []
        if not replies:
            await self._by_rasa(handle, output)
            replies = output.replies
        said = await self.said(replies, await self._first_words(replies))
        return replace(said, standing=None, is_erased=True) if output.is_erased else said

    async def said(self, replies: list[Reply], introduction: str = "") -> Answer:
        """These replies, and what numbers and MORE stand for after them."""
        rendered = (await self._rendering()).rendered(replies, introduction)
        return _answer(rendered)

    async def _by_channel(self) -> list[Reply] | None:
        words, conversation = self._text.text, self.conversation
        if is_keyword(words, HELP):
            return [await conversation.says("utter_text_help")]
        if is_keyword(words, SOURCES):
            return await conversation.sources()
        if words:
            return None
        came = "utter_text_picture" if self._text.has_attachment else "utter_text_empty"
        return [await conversation.says(came)]

    async def _beside(self, own: list[Reply]) -> Answer:
        """What was open stays open: the question is put again, numbers mean what they meant."""
        is_help = is_keyword(self._text.text, HELP)  # it says who writes
        introduction = [] if is_help or not self._is_first else [INTRODUCTION]
        replies = [*own, *await self.conversation.still_open()]
        said = await self.said(replies, await self._in_words(introduction))
        after, before = said.standing or Standing(), self._before
        pages = before if not after.pages else after
        choices = after.choices or before.choices
        return replace(said, standing=Standing(pages.pages, pages.question, choices))

    async def _by_rasa(self, handle: Handler, output: SmsOutput) -> None:
        typed = self._text.text
        meant = TOPICS if is_keyword(typed, MENU) else picked(typed, self._before.choices)
        sid = self._text.sid
        incoming = Incoming.chosen(sid, meant) if meant else Incoming.typed(sid, typed)
        turn = Turn(self._agent, handle, self._text.conversation, incoming, output)
        with suppress(Unanswered):  # what to say instead is in the output
            await turn.answer()

    async def _first_words(self, replies: list[Reply]) -> str:
        first = [INTRODUCTION] if self._is_first else []
        is_alarm = any((reply.get("metadata") or {}).get("alert") for reply in replies)
        if self._text.has_attachment and not is_alarm:
            first.append(ATTACHMENT)
        return await self._in_words(first)

    async def _in_words(self, names: list[str]) -> str:
        return "\n".join([str((await self.conversation.says(name))["text"]) for name in names])

    async def _next_page(self) -> Answer:
        packing = (await self._rendering()).packing
        packed = packing.next(self._before.pages, self._before.question)
        return _answer(Rendered(packed, self._before.choices))

    async def _rendering(self) -> Rendering:
        more = await self.conversation.says("utter_text_more")
        return Rendering(self._text.address, more["text"])


def _answer(rendered: Rendered) -> Answer:
    packed = rendered.packed
    return Answer(packed.messages, Standing(packed.pages, packed.question, rendered.choices))

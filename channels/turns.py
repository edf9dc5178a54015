"""Turn-taking in conversations: messages of one person are handled one after the other, and a
message that is sent again gets the answer it already had. Used by the channels website and voice.

Rasa's own lock polls once a second, which two quick messages would feel.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

Reply = list[dict[str, Any]]
Answer = TypeVar("Answer")

CONVERSATIONS_KEPT = 5000
ANSWERS_KEPT = 20


class Conversation(Generic[Answer]):
    """The lock and the latest answers of one conversation."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.answers: OrderedDict[str, Answer] = OrderedDict()
        self.is_remembered = False


class Turns(Generic[Answer]):
    """Holds a bounded number of conversations, the latest used; `stored` gives the answers of one
    that it does not hold."""

    def __init__(self, stored: Callable[[str], Awaitable[dict[str, Answer]]]) -> None:
        self._stored = stored
        self._conversations: OrderedDict[str, Conversation[Answer]] = OrderedDict()

    async def take(
        self, sender_id: str, message_id: str, answer: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """Runs `answer` when it is this message's turn, once per message id unless it raises."""
        conversation = self._conversation(sender_id)
        async with conversation.lock:
            if not conversation.is_remembered:
                conversation.answers.update(await self._stored(sender_id))
                conversation.is_remembered = True
            if message_id not in conversation.answers:
                conversation.answers[message_id] = await answer()
                _forget_oldest(conversation.answers, ANSWERS_KEPT)
            return conversation.answers[message_id]

    def forget(self, sender_id: str, but: str) -> None:
        """All answers of an erased conversation; `but` the message whose answer says so."""
        answers = self._conversation(sender_id).answers
        for message_id in answers.keys() - {but}:
            del answers[message_id]

    def _conversation(self, sender_id: str) -> Conversation[Answer]:
        conversation = self._conversations.setdefault(sender_id, Conversation())
        self._conversations.move_to_end(sender_id)
        _forget_oldest(self._conversations, CONVERSATIONS_KEPT)
        return conversation


def _forget_oldest(items: OrderedDict[str, Any], keep: int) -> None:
    while len(items) > keep:
        items.popitem(last=False)

"""Sees to it that every text message is answered once: with the webhook's response where the answer
is ready in time, else through the queue; in order for each person, also after the server was killed
in between. Used by the channel sms."""

import asyncio
import logging
import time
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from channels.ending import ended
from channels.outbound import Outbound
from channels.sms_answers import Answers, is_at_once
from channels.sms_turn import Answer
from channels.sms_unfinished import Unfinished
from records.texts_received import Received, Reply, Text, TextsReceived

LIMIT_S = 10  # Twilio hangs up after 15
TOO_OLD = timedelta(days=1)
PAUSE_S = 2
ERASED_KEPT = 100

logger = logging.getLogger(__name__)


class UnderWay:
    """A message that is being answered. Once it `is_late`, its answer goes through the queue; once
    it `is_settled`, how the answer goes is decided."""

    task: "asyncio.Task[list[str]]"

    def __init__(self, text: Text, *, is_late: bool) -> None:
        self.text = text
        self.is_late = is_late
        self.is_settled = False
        self.started = time.perf_counter()


class Delivery:
    def __init__(
        self, outbound: Outbound, answers: Answers, texts: TextsReceived, unfinished: Unfinished
    ) -> None:
        self._outbound = outbound
        self._stored = outbound.stored
        self._answers = answers
        self._texts = texts
        self._unfinished = unfinished
        self._under_way: dict[str, UnderWay] = {}
        self._latest: dict[str, asyncio.Task[list[str]]] = {}
        # Nothing in the database leads from a receipt of erasure to a person.
        self._erased: OrderedDict[str, list[str]] = OrderedDict()

    def start(self) -> None:
        self._resuming = asyncio.create_task(self._resume())

    async def stop(self) -> None:
        """What is under way is taken up again after the restart."""
        await ended([self._resuming, *(turn.task for turn in self._under_way.values())])

    async def take(self, text: Text) -> list[str]:
        """What the webhook's response says."""
        turn = self._under_way.get(text.sid) or self._begin(text, is_late=False)
        await asyncio.wait({turn.task}, timeout=LIMIT_S)
        if not turn.task.done() and not turn.is_settled:
            turn.is_late = True
            return []
        return await asyncio.shield(turn.task)

    async def _resume(self) -> None:
        """Answers what a restart interrupted, once the database is there."""
        since = datetime.now(timezone.utc) - TOO_OLD
        nothing: list[Text] | None = None
        while (texts := await self._stored.read(nothing, self._texts.unanswered, since)) is None:
            await asyncio.sleep(PAUSE_S)
        for text in texts:
            if text.sid not in self._under_way:
                self._begin(text, is_late=True)

    def _begin(self, text: Text, *, is_late: bool) -> UnderWay:
        turn = UnderWay(text, is_late=is_late)
        before = self._latest.get(text.conversation)
        turn.task = asyncio.create_task(self._run(turn, before))
        self._under_way[text.sid] = turn
        self._latest[text.conversation] = turn.task
        turn.task.add_done_callback(lambda _: self._end(turn))
        return turn

    def _end(self, turn: UnderWay) -> None:
        self._under_way.pop(turn.text.sid, None)
        if self._latest.get(turn.text.conversation) is turn.task:
            del self._latest[turn.text.conversation]

    async def _run(self, turn: UnderWay, before: "asyncio.Task[list[str]] | None") -> list[str]:
        text = turn.text
        if text.sid in self._erased:
            return self._erased[text.sid]
        if (said := self._unfinished.reply_to(text.sid)) is not None:
            return said
        now = datetime.now(timezone.utc)
        received = await self._stored.written(Received(is_new=True), self._texts.begin, text, now)
        if received.reply is not None:
            return received.reply
        if before and not is_at_once(text):
            await asyncio.wait({before})
        answer = await self._answer(text, is_again=not received.is_new)
        return await self._settled(turn, answer)

    async def _answer(self, text: Text, *, is_again: bool) -> Answer:
        try:
            return await self._answers.to(text, is_again=is_again)
        except Exception as fault:
            logger.error("text failed message=%s fault=%s", text.sid, type(fault).__name__)
            return await self._answers.trouble(text)

    async def _settled(self, turn: UnderWay, answer: Answer) -> list[str]:
        queue = self._outbound.queue
        is_behind = await self._stored.read(False, queue.is_waiting, turn.text.address)
        is_later = turn.is_late or is_behind
        turn.is_settled = True
        now, later = ((), answer.messages) if is_later else (answer.messages, ())
        reply = Reply(
            now, later, answer.is_last_word, not answer.is_erased, standing=answer.standing
        )
        text = replace(turn.text, conversation="") if answer.is_erased else turn.text
        said = await (self._later(text, reply) if is_later else self._now(text, reply))
        if answer.is_erased:
            self._unfinished.forget(turn.text.conversation)
            self._remember_erased(text, said)
        self._log(turn, answer)
        return said

    async def _now(self, text: Text, reply: Reply) -> list[str]:
        said = None
        if not self._unfinished.has(text.conversation):
            said = await self._finished(text, reply)
        if said is None:
            self._unfinished.put(text, reply, datetime.now(timezone.utc))
        return list(reply.now) if said is None else said

    async def _later(self, text: Text, reply: Reply) -> list[str]:
        """It has to be written down, or it is never sent."""
        while self._unfinished.has(text.conversation) or await self._finished(text, reply) is None:
            await asyncio.sleep(PAUSE_S)
        self._outbound.wake()
        return []

    async def _finished(self, text: Text, reply: Reply) -> list[str] | None:
        """None where the database is away."""
        nothing: list[str] | None = None
        now = datetime.now(timezone.utc)
        return await self._stored.written(nothing, self._texts.finish, text, reply, now)

    def _remember_erased(self, text: Text, said: list[str]) -> None:
        self._erased[text.sid] = said
        while len(self._erased) > ERASED_KEPT:
            self._erased.popitem(last=False)

    def _log(self, turn: UnderWay, answer: Answer) -> None:
        logger.info(
            "turn channel=sms sender=%s message=%s replies=%d late=%s ms=%.0f",
            turn.text.conversation,
            turn.text.sid,
            len(answer.messages),
            turn.is_late,
            (time.perf_counter() - turn.started) * 1000,
        )

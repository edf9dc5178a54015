"""Text messages that are not an answer in a webhook's own response: each is written down first,
then sent through the provider's API, tried again with growing pauses, in order for each person, and
never to somebody who said STOP. Used by the channels sms and voice: `outbound_of(settings)`,
`start()` in the server's event loop, then `await outbound.send(to, texts)`."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import sqlalchemy as sa

from channels.ending import ended
from channels.provider_api import OPTED_OUT, ProviderApi, Refused, Unavailable
from channels.stored import Stored
from clinic.settings import Settings
from clinic.texting.gsm7 import fold
from clinic.texting.pages import WHATSAPP, fits_for, pages
from records.database import open_database
from records.gate import gate_of
from records.migrations import upgrade
from records.opt_outs import OptOuts
from records.text_queue import Address, TextQueue, Waiting

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1, 300
TOO_OLD = timedelta(days=1)  # a text that comes so late would only confuse
PATROL_S, DATABASE_AWAY_S = 30, 5

logger = logging.getLogger(__name__)


@cache
def outbound_of(settings: Settings) -> "Outbound":
    """One for all channels of this server, or a text would be sent by each of them."""
    return Outbound(settings)


class Outbound:
    def __init__(self, settings: Settings) -> None:
        self.engine = open_database(settings.database_url)
        self.gate = gate_of(settings.database_url)
        self.stored = Stored(self.gate)
        self.opt_outs = OptOuts(self.engine)
        self.queue = TextQueue(self.engine)
        self._settings = settings
        self._is_started = self._is_upgraded = False
        self._runner: asyncio.Task[None] | None = None
        self._sending: dict[str, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """What waits from before a restart goes on. A second call does nothing."""
        if self._is_started:
            return
        self._is_started = True
        self._wake = asyncio.Event()
        self._api = ProviderApi(self._settings)
        await self._upgraded()
        self._runner = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """What waits stays in the database."""
        if not self._is_started:
            return
        self._is_started = False
        await ended([*self._sending.values(), *([self._runner] if self._runner else [])])
        self._runner = None
        await self._api.close()

    async def send(
        self,
        to: str,
        texts: Sequence[str],
        *,
        sender: str | None = None,
        conversation: str | None = None,
    ) -> bool:
        """Whether they will be sent: not to somebody who said STOP, nor without a number to send
        from (`sender`, else TWILIO_NUMBER). Each text is cut into pages of two segments at most.
        With the id of the `conversation`, "forget me" takes them back. Raises SQLAlchemyError
        where the database is away."""
        sender = sender or self._own_number(to)
        if sender is None:
            logger.error("no text sent: TWILIO_NUMBER is not set")
            return False
        cut = [page for text in texts for page in pages(fold(text), fits_for(to))]
        now = datetime.now(timezone.utc)
        is_taken = await self.gate.write(
            self.queue.put, Address(to, sender, conversation), cut, now
        )
        self.wake()
        return is_taken

    def wake(self) -> None:
        """Something new waits."""
        if self._runner is not None:
            self._wake.set()

    async def _upgraded(self) -> None:
        """With the tables of the present shape, unless the database is away."""
        try:
            await asyncio.to_thread(upgrade, self.engine)
        except sa.exc.SQLAlchemyError as fault:
            logger.error("tables wait fault=%s", type(fault).__name__)
        else:
            self._is_upgraded = True

    def _own_number(self, to: str) -> str | None:
        number = self._settings.twilio_number
        if number and to.startswith(WHATSAPP) and not number.startswith(WHATSAPP):
            return f"{WHATSAPP}{number}"
        return number

    async def _run(self) -> None:
        # Python 3.10's wait_for can lose a cancellation, so the loop ends by itself too.
        while self._is_started:
            pause: float = DATABASE_AWAY_S
            self._wake.clear()
            try:
                if not self._is_upgraded:
                    await self._upgraded()
                pause = await self._send_what_is_due()
            except sa.exc.SQLAlchemyError as fault:
                logger.error("texts wait fault=%s", type(fault).__name__)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), pause)

    async def _send_what_is_due(self) -> float:
        """Starts sending; how long until something else is due."""
        now = datetime.now(timezone.utc)
        for waiting in await self.gate.read(self.queue.heads, now, set(self._sending)):
            task = asyncio.create_task(self._send(waiting))
            self._sending[waiting.address] = task
            task.add_done_callback(self._after(waiting.address))
        due = await self.gate.read(self.queue.next_due)
        # Whoever is being sent to wakes the loop when that is done.
        return min(max((due - now).total_seconds(), 1), PATROL_S) if due else PATROL_S

    def _after(self, address: str) -> Callable[[Any], None]:
        def done(task: "asyncio.Task[None]") -> None:
            self._sending.pop(address, None)
            if not task.cancelled() and (fault := task.exception()):
                logger.error("text waits fault=%s", type(fault).__name__)
            elif not task.cancelled():
                self.wake()

        return done

    async def _send(self, waiting: Waiting) -> None:
        now = datetime.now(timezone.utc)
        if not await self.gate.write(self.queue.begin, waiting, now):
            await self.gate.write(self.queue.remove, waiting)
            return
        try:
            if not await self._was_sent_before(waiting):
                await self._api.send(waiting.address, waiting.sender, waiting.text)
        except Refused as refused:
            await self._give_up(waiting, refused)
        except Unavailable as unavailable:
            await self._put_off(waiting, unavailable)
        else:
            await self.gate.write(self.queue.remove, waiting)
            logger.info("text sent id=%d tries=%d", waiting.id, waiting.tries + 1)

    async def _was_sent_before(self, waiting: Waiting) -> bool:
        """The server was killed, or the provider fell silent, after it may have taken the text."""
        if waiting.tried_at is None:
            return False
        return await self._api.has_sent(
            waiting.address, waiting.sender, waiting.text, since=waiting.queued_at
        )

    async def _give_up(self, waiting: Waiting, refused: Refused) -> None:
        logger.error("text refused id=%d code=%s", waiting.id, refused.code)
        await self.gate.write(self.queue.remove, waiting)
        if refused.code == OPTED_OUT:
            await self.gate.write(self.opt_outs.add, waiting.address)

    async def _put_off(self, waiting: Waiting, unavailable: Unavailable) -> None:
        now = datetime.now(timezone.utc)
        if now - waiting.queued_at > TOO_OLD:
            logger.error("text given up id=%d reason=%s", waiting.id, unavailable.reason)
            await self.gate.write(self.queue.remove, waiting)
            return
        pause = min(FIRST_PAUSE_S * 2**waiting.tries, LONGEST_PAUSE_S)
        pause = max(pause, unavailable.retry_after or 0)
        logger.warning("text waits id=%d reason=%s", waiting.id, unavailable.reason)
        is_unclear = unavailable.is_unclear or waiting.tried_at is not None
        until = now + timedelta(seconds=pause)
        await self.gate.write(self.queue.put_off, waiting, until, is_unclear)

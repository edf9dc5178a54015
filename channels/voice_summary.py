"""The result as a text message, to the number that the call comes from, for whoever says yes to it.
Used by the voice channel."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from channels.outbound import outbound_of
from channels.voice_call import Call
from channels.voice_line import Line
from channels.voice_state import State
from clinic.result_replies import Part, parts

logger = logging.getLogger(__name__)

SMS = "sms"
INTRODUCTION: Part = ("utter_text_introduction", {})  # whose text it is, and STOP
# The questions to ask a doctor are too many for a text.
LEFT_OUT = ("utter_question_", "utter_questions_intro", "utter_offer_contact")
CLOSES_CONTACT = frozenset(
    {
        "utter_nothing_sent",
        "utter_record_stored",
        "utter_record_stored_no_contact",
        "utter_record_kept",
        "utter_record_kept_no_contact",
        "utter_record_not_sent",
    }
)


class Summary:
    def __init__(self, line: Line) -> None:
        self._line = line

    def can_be_offered(self, call: Call, replies: Sequence[dict[str, Any]], state: State) -> bool:
        """Once, when the offer of contact is over."""
        has_closed = any(reply.get("utter_action") in CLOSES_CONTACT for reply in replies)
        can_text = call.number is not None and self._line.settings.twilio_number is not None
        return has_closed and can_text and state.is_finished

    async def is_sent(self, call: Call, state: State) -> bool:
        """Whether it will be; not to somebody who wants no texts."""
        wanted = [part for part in parts(state.answers, False) if _is_in_summary(part)]
        texts = [await self._written(part, state) for part in (INTRODUCTION, *wanted)]
        outbound = outbound_of(self._line.settings)
        try:
            await outbound.start()
            return await outbound.send(
                call.number or "", [" ".join(texts)], conversation=call.sender_id
            )
        except SQLAlchemyError as fault:
            logger.error("no summary sender=%s fault=%s", call.sender_id, type(fault).__name__)
            return False

    async def _written(self, part: Part, state: State) -> str:
        reply, places = part
        written = await self._line.agent.nlg.generate(reply, state.tracker, SMS, **places)
        return str(written["text"]).strip()


def _is_in_summary(part: Part) -> bool:
    return not part[0].startswith(LEFT_OUT)

"""What the channel sms says itself and what it reads of a conversation, from Rasa's agent."""

from typing import Any

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import BotUttered, UserUttered

from channels.sms_rendering import SmsOutput
from channels.tracker import NO_ALARM, alarm_of, tracker_of
from channels.turn_output import NAME_OF_REPLY
from clinic.bibliography import Source, cite, evidence_in_words

REMINDER = "utter_alarm_reminder_"

Reply = dict[str, Any]


class SmsConversation:
    """One person's. A tracker that cannot be read is an empty one: what is said by the channel
    itself is said in any case."""

    def __init__(self, agent: Any, sender_id: str) -> None:
        self._agent = agent
        self._sender_id = sender_id

    async def says(self, name: str, **places: str) -> Reply:
        tracker = self._agent.tracker_store.init_tracker(self._sender_id)
        return await self._generated(name, tracker, **places)

    async def still_open(self) -> list[Reply]:
        """What the person has not answered yet: an alarm, else the question of a form."""
        tracker = await self._tracker()
        alarm = alarm_of(tracker)
        if alarm != NO_ALARM:
            return [await self._generated(f"{REMINDER}{alarm}", tracker)]
        form, slot = tracker.active_loop_name, tracker.get_slot(REQUESTED_SLOT)
        if not form or not slot:
            return []
        return [await self._generated(f"utter_ask_{form}_{slot}", tracker)]

    async def sources(self) -> list[Reply]:
        """Of the latest answer, each with its address."""
        for event in reversed((await self._tracker()).events):
            about = (event.metadata or {}).get("metadata") or {}
            if isinstance(event, BotUttered) and about.get("sources"):
                evidence = evidence_in_words()[about["evidence"]]
                heading = await self.says("utter_text_sources", evidence=evidence)
                listed = "\n".join(map(_in_words, cite(about["sources"])))
                return [{**heading, "text": f"{heading['text']}\n{listed}"}]
        return [await self.says("utter_no_sources")]

    async def replies_to(self, message_id: str) -> list[Reply]:
        """What was said to a message, where the server was killed before it could be sent."""
        events = list((await self._tracker()).events)
        asked = [i for i, e in enumerate(events) if _is_message(e, message_id)]
        replies = []
        for event in events[asked[-1] + 1 :] if asked else []:
            if isinstance(event, UserUttered):
                break
            if isinstance(event, BotUttered) and event.text:
                replies.append(event.message())
        return replies

    async def _generated(self, name: str, tracker: Any, **places: str) -> Reply:
        said = await self._agent.nlg.generate(name, tracker, SmsOutput.name(), **places)
        return {**said, NAME_OF_REPLY: name}

    async def _tracker(self) -> Any:
        return await tracker_of(self._agent, self._sender_id)


def _is_message(event: Any, message_id: str) -> bool:
    return isinstance(event, UserUttered) and event.message_id == message_id


def _in_words(source: Source) -> str:
    year = f" ({source.year})" if source.year else ""
    return f"{source.title}{year}" + (f" {source.url}" if source.url else "")

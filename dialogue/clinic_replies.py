"""Rasa's own reply templates with what only the moment knows: the clinic's facts, what can be asked
next, and another wording where the same would be said twice. Named in endpoints.yml."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from clinic.emergency_numbers import hash_key, numbers_to_say
from clinic.question_wording import FULL
from clinic.settings import read_settings
from dialogue.offers import ANSWERS, Offers, Ranking, in_words
from dialogue.prescreen_questions import PAGE, PROGRESS, open_question, question_of

DID_YOU_MEAN = "utter_did_you_mean"
AGAIN = "_again"
NAME_OF_REPLY = "utter_action"
PART_READ = "part_read"  # in the metadata of a message (channels/answering.py)


@cache
def clinic_facts() -> dict[str, str]:
    settings = read_settings()
    return {
        "clinic_name": settings.clinic_name,
        "clinic_phone": settings.clinic_phone,
        "hash_key": hash_key(settings.country),
        **numbers_to_say(settings.country),
    }


class ClinicReplies(TemplatedNaturalLanguageGenerator):
    """Fills in the facts of the clinic and its country ({emergency_number}) and {choices}, and adds
    the buttons of what can be asked next."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        reply = await self._reply(utter_action, tracker, output_channel, **kwargs)
        if reply and _is_first_to_part(tracker):
            await self._tell_part_read(reply, tracker, output_channel)
        return reply

    async def _reply(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        if utter_action.startswith(FULL):
            return await self._question(utter_action, tracker, output_channel)
        if utter_action + AGAIN in self.responses and utter_action in _said_last(tracker):
            utter_action += AGAIN
        utter_action = self._of_the_moment(utter_action, tracker)
        offered = self._offered(utter_action, tracker)
        reply = await self._filled(
            utter_action, tracker, output_channel,
            **{"choices": in_words(offered, output_channel), **kwargs},
        )  # fmt: skip
        if reply and offered:
            reply["buttons"] = [*offered, *(reply.get("buttons") or [])]
        return reply

    async def _tell_part_read(
        self, reply: dict[str, Any], tracker: DialogueStateTracker, channel: str
    ) -> None:
        """Before anything else; nothing stands beside an alarm."""
        is_alarm = bool((reply.get("metadata") or {}).get("alert"))
        told = None if is_alarm else await self._filled("utter_part_read", tracker, channel)
        if told:
            between = "\n\n" if channel == PAGE else " "
            reply["text"] = told["text"].strip() + between + (reply.get("text") or "")

    async def _filled(
        self, reply: str, tracker: DialogueStateTracker, channel: str, **places: Any
    ) -> dict[str, Any] | None:
        filled: dict[str, Any] | None = await super().generate(
            reply, tracker, channel, **{**clinic_facts(), **places}
        )
        return filled

    async def _question(
        self, utter_action: str, tracker: DialogueStateTracker, channel: str
    ) -> dict[str, Any] | None:
        """A question of the pre-screen, with its number before it."""
        question = question_of(utter_action, tracker, channel)
        reply = await self._filled(question.reply, tracker, channel, **question.places)
        if reply and question.progress:
            at, of = question.progress
            before = await self._filled(PROGRESS, tracker, channel, at=str(at), of=str(of))
            if before:
                between = "\n\n" if channel == PAGE else " "
                reply["text"] = f"{before['text'].strip()}{between}{reply['text']}"
            about = {**(reply.get("metadata") or {}), "progress": {"at": at, "of": of}}
            reply["metadata"] = about
        return reply

    def _of_the_moment(self, utter_action: str, tracker: DialogueStateTracker) -> str:
        """ "Why?" and "what does that mean?" ask about the open question, or about a term."""
        about = {
            "utter_why": open_question(tracker),
            "utter_meaning": open_question(tracker),
            "utter_term": next(tracker.get_latest_entity_values("term"), None),
        }
        specific = f"{utter_action}_{about.get(utter_action)}"
        return specific if specific in self.responses else utter_action

    def _offered(self, utter_action: str, tracker: DialogueStateTracker) -> list[dict[str, str]]:
        # Rasa replaces the replies when it loads a model.
        offers = Offers(self.responses)
        if utter_action == DID_YOU_MEAN:
            return offers.choices(_ranking(tracker))
        if utter_action.startswith(ANSWERS):
            offered = offers.next_questions(utter_action, _ranking(tracker))
            return [*offered, *(offers.questions(utter_action) if _may_start(tracker) else [])]
        return []


def _is_first_to_part(tracker: DialogueStateTracker) -> bool:
    """Whether only a part of the message was read, which is told once: with the first reply."""
    message = tracker.latest_message
    return bool(message and message.metadata.pop(PART_READ, False))


def _may_start(tracker: DialogueStateTracker) -> bool:
    """Neither are questions being asked, nor have they been answered."""
    return tracker.active_loop_name is None and not tracker.get_slot("prescreen_finished")


def _ranking(tracker: DialogueStateTracker) -> Ranking:
    message = tracker.latest_message
    selected = message.parse_data.get("response_selector", {}) if message else {}
    return [
        (entry["intent_response_key"].partition("/")[2], entry["confidence"])
        for entry in selected.get("ask", {}).get("ranking", [])
    ]


def _said_last(tracker: DialogueStateTracker) -> set[str]:
    """The names of the replies to the message before the latest."""
    return set(_said_in_turn_before(tracker))


def _said_in_turn_before(tracker: DialogueStateTracker) -> Iterator[str]:
    messages = 0
    for event in reversed(tracker.events):
        messages += isinstance(event, UserUttered)
        if messages == 1 and isinstance(event, BotUttered):
            yield str(event.metadata.get(NAME_OF_REPLY)).removesuffix(AGAIN)
        elif messages > 1:
            return

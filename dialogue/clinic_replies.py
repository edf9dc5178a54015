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

from clinic.emergency_numbers import numbers_to_say
from clinic.settings import read_settings
from dialogue.offers import ANSWERS, Offers, Ranking, in_words

DID_YOU_MEAN = "utter_did_you_mean"
AGAIN = "_again"
NAME_OF_REPLY = "utter_action"


@cache
def clinic_facts() -> dict[str, str]:
    settings = read_settings()
    return {
        "clinic_name": settings.clinic_name,
        "clinic_phone": settings.clinic_phone,
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
        if utter_action + AGAIN in self.responses and utter_action in _said_last(tracker):
            utter_action += AGAIN
        offered = self._offered(utter_action, tracker)
        facts = {**clinic_facts(), "choices": in_words(offered, output_channel), **kwargs}
        reply: dict[str, Any] | None = await super().generate(
            utter_action, tracker, output_channel, **facts
        )
        if reply and offered:
            reply["buttons"] = [*offered, *(reply.get("buttons") or [])]
        return reply

    def _offered(self, utter_action: str, tracker: DialogueStateTracker) -> list[dict[str, str]]:
        # Rasa replaces the replies when it loads a model.
        offers = Offers(self.responses)
        if utter_action == DID_YOU_MEAN:
            return offers.choices(_ranking(tracker))
        if utter_action.startswith(ANSWERS):
            return offers.next_questions(utter_action, _ranking(tracker))
        return []


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

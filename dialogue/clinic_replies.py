"""Rasa's own reply templates with the clinic's facts filled in: its name and phone, and the
emergency and crisis numbers of its country. Named in endpoints.yml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from clinic.settings import read_settings

NUMBERS = Path(__file__).parent.parent / "data" / "safety" / "numbers.yml"


@cache
def clinic_facts() -> dict[str, str]:
    settings = read_settings()
    numbers = yaml.safe_load(NUMBERS.read_text(encoding="utf-8"))[settings.country]
    return {
        "clinic_name": settings.clinic_name,
        "clinic_phone": settings.clinic_phone,
        "emergency_number": numbers["emergency"],
        "crisis_line": numbers["crisis"],
    }


class ClinicReplies(TemplatedNaturalLanguageGenerator):
    """Fills {clinic_name}, {clinic_phone}, {emergency_number} and {crisis_line}."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        facts = {**clinic_facts(), **kwargs}
        reply: dict[str, Any] | None = await super().generate(
            utter_action, tracker, output_channel, **facts
        )
        return reply

"""What domain.yml may hold, as far as we use it. Rasa's own schema knows neither our names nor most
typos."""

from typing import Any, Literal

from pydantic import Field, StrictBool

from clinic.content.file import Part
from clinic.content.scalars import Id, Some, Words

PATH = "domain.yml"
Value = StrictBool | Words


class Circumstance(Part):
    active_loop: Id


class Mapping(Part):
    type: Literal["from_entity", "from_intent", "custom"]
    entity: Id | None = None
    intent: Id | list[Id] | None = None
    value: Value | None = None
    conditions: tuple[Circumstance, ...] = ()

    @property
    def intents(self) -> list[str]:
        return [self.intent] if isinstance(self.intent, str) else self.intent or []


class Slot(Part):
    type: Literal["any", "bool", "categorical", "text"]
    values: list[Id] | None = None
    initial_value: Value | None = None
    influence_conversation: StrictBool = True
    mappings: Some[Mapping]


class Form(Part):
    required_slots: Some[Id]


class EntityUse(Part):
    influence_conversation: StrictBool


class ActionUse(Part):
    send_domain: StrictBool


class Session(Part):
    """A conversation is never cut off."""

    session_expiration_time: Literal[0]
    carry_over_slots_to_new_session: Literal[True]


class Domain(Part):
    version: Literal["3.1"] = "3.1"
    intents: list[Id] = Field(default_factory=list)
    entities: list[Id | dict[Id, EntityUse]] = Field(default_factory=list)
    slots: dict[Id, Slot] = Field(default_factory=dict)
    forms: dict[Id, Form] = Field(default_factory=dict)
    actions: list[Id | dict[Id, ActionUse]] = Field(default_factory=list)
    session_config: Session | None = None

    @property
    def entity_names(self) -> list[str]:
        return [name for entity in self.entities for name in _names(entity)]

    @property
    def action_names(self) -> list[str]:
        return [name for action in self.actions for name in _names(action)]


def _names(listed: str | dict[str, Any]) -> list[str]:
    """An entry is a name, or a name with how it is used."""
    return [listed] if isinstance(listed, str) else list(listed)

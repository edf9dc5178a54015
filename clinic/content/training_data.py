"""The files that Rasa reads as well: examples, replies and rules; and each question of the
pre-screen, which says besides what may be answered."""

import re
from datetime import date
from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt, root_validator, validator

from clinic.content.file import Part
from clinic.content.prescreen import Answer
from clinic.content.scalars import Id, IntentName, ReplyName, Some, SourceId, Title, Words

Grade = Literal["strong", "moderate", "limited", "very_limited", "regulatory", "expert"]
_EXAMPLE = "- "


class IntentExamples(Part):
    intent: IntentName
    examples: Words

    @validator("examples")
    def _are_a_list(cls, examples: str) -> str:  # noqa: N805
        for line in filter(None, map(str.strip, examples.splitlines())):
            if not line.startswith(_EXAMPLE):
                raise ValueError(f"example {line!r} does not start with a dash")
        return examples

    @property
    def texts(self) -> list[str]:
        lines = map(str.strip, self.examples.splitlines())
        return [line.removeprefix(_EXAMPLE).strip() for line in lines if line]


class Button(Part):
    title: Title
    payload: Words


class Condition(Part):
    """The value of a slot that a variant of a reply is for."""

    type: Literal["slot"]
    name: Id
    value: StrictBool | Words


class Choice(Part):
    """`title` is shown and `says` is sent; `alone` excludes the others."""

    title: Title
    says: Words
    alone: StrictBool = False


class Choices(Part):
    kind: Literal["many"]
    choices: Some[Choice]


class Figures(Part):
    """`low` and `high` are the ends of a scale in words."""

    kind: Literal["number"]
    min: StrictInt
    max: StrictInt
    label: Words
    low: Words | None = None
    high: Words | None = None


class About(Part):
    """What a reply rests on, how its topic is offered, and what a page draws beside it."""

    evidence: Grade | None = None
    sources: list[SourceId] | None = None
    reviewed: Words | None = None
    alert: Literal["emergency", "urgent", "crisis"] | None = None
    title: Words | None = None
    question: Words | None = None
    follow_ups: list[Id] | None = None
    offers_questions: Literal[True] | None = None
    language: Literal["es", "fr", "de", "hi", "zh", "mul"] | None = None
    answer: Choices | Figures | None = Field(None, discriminator="kind")

    @validator("reviewed")
    def _is_a_date(cls, reviewed: str) -> str:  # noqa: N805
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", reviewed):
            raise ValueError(f"{reviewed!r} is not like 2026-11-24")
        date.fromisoformat(reviewed)
        return reviewed


class Reply(Part):
    """What is said on one channel: on the web where none is named."""

    text: Words
    channel: Literal["sms", "voice"] | None = None
    buttons: tuple[Button, ...] = ()
    condition: tuple[Condition, ...] = ()
    metadata: About | None = None


class Step(Part):
    """Of a rule: what is meant, done, open or remembered."""

    intent: IntentName | None = None
    entities: tuple[Id, ...] = ()
    action: Words | None = None
    active_loop: Id | None = None
    slot_was_set: tuple[dict[Id, StrictBool | Words | None], ...] = ()

    @root_validator(pre=True)
    def _is_one_thing(cls, step: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        kinds = [key for key in step if key != "entities"]
        if len(kinds) != 1 or ("entities" in step and kinds != ["intent"]):
            raise ValueError(f"is not one of intent, action, active_loop, slot_was_set: {step}")
        return step


class Circumstance(Step):
    """What has to hold for a rule to apply."""

    @root_validator(skip_on_failure=True)
    def _is_no_step(cls, condition: dict[str, Any]) -> dict[str, Any]:  # noqa: N805
        if condition["intent"] or condition["action"]:
            raise ValueError("is not one of active_loop, slot_was_set")
        return condition


class Rule(Part):
    rule: Words
    condition: tuple[Circumstance, ...] = ()
    steps: Some[Step]


class TrainingData(Part):
    version: Literal["3.1"] = "3.1"
    nlu: tuple[IntentExamples, ...] = ()
    responses: dict[ReplyName, Some[Reply]] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


class Question(TrainingData):
    answer: Answer

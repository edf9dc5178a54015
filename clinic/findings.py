"""What a person said, read from the words alone: the contract between the spaCy components that
read a message and the questionnaire that makes answers of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing found in a message, before any question is considered.

    `kind` is a pre-screen or contact slot, or `number` (int or float), or `reply` (yes, no,
    unknown, skip); or it concerns the conversation: `treatment`, `choice` (of a list; 0 is none),
    `follow_up` (the slot that it sets anew), `stage_group` and `term` (whose meaning is asked).
    `value` is normalised as in the pre-screen contract; durations are in months. `start` and `end`
    are character offsets. `cue` names the vocabulary entry or rule that produced it. `uncertain`
    words answer only the question that is open. `side` is the hip a staging finding speaks of.
    `when` is the time of a risk factor, an operation or a scan: a year or month where it can be
    told ("2010", "2019-03", "until 2018"), else the person's own words.
    """

    kind: str
    value: Any
    start: int
    end: int
    cue: str
    negated: bool = False
    uncertain: bool = False
    person: str = "self"
    side: str | None = None
    when: str | None = None

    def as_entity(self) -> dict[str, Any]:
        """The finding as a Rasa entity, which is how it reaches the tracker."""
        fields = asdict(self)
        return {"entity": fields.pop("kind"), **fields, "extractor": "FindingExtractor"}

    @classmethod
    def from_entity(cls, entity: dict[str, Any]) -> "Finding":
        fields = {key: entity[key] for key in cls.__dataclass_fields__ if key in entity}
        return cls(kind=entity["entity"], **fields)


def reply_values(findings: Iterable[Finding]) -> list[str]:
    """ "yes", "no", "unknown" and "skip", in the order in which they were said."""
    return [finding.value for finding in findings if finding.kind == "reply"]

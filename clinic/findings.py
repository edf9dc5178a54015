"""What a person said, read from the words alone: the contract between the spaCy components that
read a message and the questionnaire that makes answers of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

_OF_LEAVE = frozenset({"agrees", "later"})
_DECIDE = ("yes", "no", "agrees", "later")
AHEAD = "ahead"  # the time of what is only planned, advised or refused
MISHEARD = "misheard_"  # opens the cue of what is only known by its sound


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
    return [value for value in _replies(findings) if value not in _OF_LEAVE]


def gives_leave(findings: Iterable[Finding]) -> bool | None:
    """Where leave is asked for, "go ahead" and "I guess so" give it; "maybe later" does not. The
    first word counts ("yes, but no calls")."""
    said = _replies(findings)
    decided = [value for value in said if value in _DECIDE]
    if not decided or said[0] == "skip":
        return False if "no" in said else None
    if decided[0] in ("no", "later"):
        return False
    return True if said[0] != "unknown" or "agrees" in said else None


def _replies(findings: Iterable[Finding]) -> list[str]:
    return [finding.value for finding in findings if finding.kind == "reply"]

"""Where a conversation stands, and what can be meant there: "skip" means something only while a
question is open. Used by the topic classifier (nlu/topic_classifier.py) and `tools.parse`."""

from dataclasses import dataclass
from functools import cache

from clinic.language.vocabulary import word_lists

Confidences = dict[str, float]  # by label, `ask/cost` or `greet`; they add up to one
KIND = "/"


@dataclass(frozen=True)
class Standing:
    """The slot that is asked, whether an alarm is unanswered, whether something was just offered,
    and whether there are answers that can be changed. Without any it is a fresh conversation."""

    question: str | None = None
    alarm: bool = False
    offer: bool = False
    answers: bool = False

    @property
    def places(self) -> frozenset[str]:
        here = {
            "question": self.question is not None,
            "alarm": self.alarm,
            "offer": self.offer,
            "answers": self.answers or self.question is not None,
        }
        return frozenset(place for place, is_here in here.items() if is_here)


FRESH = Standing()


def weighed(confidences: Confidences, standing: Standing) -> Confidences:
    """How likely each is meant at this place. Alarms keep their share everywhere, so that no place
    hides one."""
    weights, alarms = _weights(standing.places), word_lists("standing")["alarms"]
    share = sum(confidences.get(alarm, 0.0) for alarm in alarms)
    others = {
        label: confidence * weights.get(label.partition(KIND)[0], 1.0)
        for label, confidence in confidences.items()
        if label not in alarms
    }
    scale = (1 - share) / (sum(others.values()) or 1)
    return confidences | {label: confidence * scale for label, confidence in others.items()}


@cache
def _weights(places: frozenset[str]) -> dict[str, float]:
    lists = word_lists("standing")
    weights: dict[str, float] = {}
    for place in sorted(places & lists["likelier"].keys()):
        weights |= lists["likelier"][place]
    for place in lists["only_in"].keys() - places:
        weights |= dict.fromkeys(lists["only_in"][place], 0.0)
    return weights


def places_of(intent: str) -> list[str]:
    """The places outside of which it cannot be meant."""
    return [place for place, only in word_lists("standing")["only_in"].items() if intent in only]

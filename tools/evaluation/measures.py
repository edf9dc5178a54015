"""The figures of the evaluation, each a pure function of what was read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clinic.interpretation import read_answers
from nlu.pipeline import build
from tools.evaluation.phrases import Read, load

TOP = 3
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
FALSE_REJECTIONS = 0.05


@dataclass(frozen=True)
class Share:
    hits: int
    of: int

    @classmethod
    def among(cls, hits: Iterable[bool]) -> "Share":
        listed = list(hits)
        return cls(sum(listed), len(listed))

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.value:6.1%} ({self.hits} of {self.of})"


def top_one(questions: Iterable[Read]) -> Share:
    return Share.among(read.is_right for read in questions)


def top_three(questions: Iterable[Read]) -> Share:
    return Share.among(read.topic in read.topics[:TOP] for read in questions)


def macro_f1(reads: Sequence[Read]) -> float:
    """The mean over meanings of the harmonic mean of precision and recall."""
    meant = Counter(read.meaning for read in reads)
    said = Counter(read.understood_as for read in reads)
    both = Counter(read.meaning for read in reads if read.understood_as == read.meaning)
    return sum(2 * both[name] / (meant[name] + said[name]) for name in meant) / len(meant)


def worst_confusions(reads: Iterable[Read], most: int = 10) -> list[tuple[str, str, int]]:
    """Meant, understood, how often."""
    wrong = Counter((read.meaning, read.understood_as) for read in reads if not read.is_right)
    return [(meant, said, count) for (meant, said), count in wrong.most_common(most)]


def recall_of_rejections(outside: Sequence[Read], inside: Sequence[Read]) -> Share:
    """Of what is not in our field, the share that is told apart when no more than one in twenty
    questions of our field is turned away with it."""
    allowed = int(FALSE_REJECTIONS * len(inside))
    threshold = sorted((_strangeness(read) for read in inside), reverse=True)[allowed]
    return Share.among(_strangeness(read) > threshold for read in outside)


def _strangeness(read: Read) -> float:
    confidence = float(read.parsed["confidence"])
    return 1 + confidence if read.is_rejected else 1 - confidence


@dataclass(frozen=True)
class Bin:
    """Questions whose topic was found with a confidence from `low` to `high`."""

    low: float
    high: float
    confidence: float
    right: Share


def reliability(questions: Sequence[Read]) -> list[Bin]:
    """Guo et al. 2017, On Calibration of Modern Neural Networks."""
    scored = [(float(read.parsed["confidence"]), read.is_right) for read in questions]
    bins = []
    for low, high in pairwise(BINS):
        inside = [(c, right) for c, right in scored if low <= c < high or c == high == 1.0]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            bins.append(Bin(low, high, mean, Share.among(right for _, right in inside)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between confidence and being right, weighted by how many."""
    total = sum(bin_.right.of for bin_ in bins)
    return sum(abs(b.confidence - b.right.value) * b.right.of for b in bins) / total


def slots_exact() -> dict[str, Share]:
    """By slot, the share of messages that answer it in which it is read exactly; under "message",
    the share of messages in which every slot is right and no other is read."""
    nlp = build()
    hits: dict[str, list[bool]] = {"message": []}
    for phrase in (*load("slots"), *load("slots_more")):
        read = read_answers(nlp(phrase["text"])._.findings, phrase.get("question"))
        hits["message"].append(read == phrase["slots"])
        for slot, value in phrase["slots"].items():
            hits.setdefault(slot, []).append(read.get(slot) == value)
    return {slot: Share.among(found) for slot, found in hits.items()}

"""Prints one model's figures as a table, and the finer tables of our own model."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.evaluation import measures
from tools.evaluation.phrases import (
    REJECTIONS,
    Read,
    read_alarms,
    read_messages,
    read_questions,
)
from tools.parse import Parsed, Parser

REGISTERS = ("short", "story", "sms", "speech")


@dataclass(frozen=True)
class Evaluation:
    """All phrases as one model reads them."""

    questions: list[Read]
    messages: list[Read]
    alarms: dict[str, list[Parsed]]

    @classmethod
    def of(cls, parser: Parser) -> "Evaluation":
        return cls(read_questions(parser), read_messages(parser), read_alarms(parser))

    @property
    def outside(self) -> list[Read]:
        return [read for read in self.messages if read.intent in REJECTIONS]

    def rows(self) -> Iterator[tuple[str, str]]:
        yield "right topic at once", str(measures.top_one(self.questions))
        yield "right topic among three", str(measures.top_three(self.questions))
        for register in REGISTERS:
            of_register = [read for read in self.questions if read.register == register]
            yield f"  {register}: at once", str(measures.top_one(of_register))
            yield f"  {register}: among three", str(measures.top_three(of_register))
        yield "other intents", str(measures.top_one(self.messages))
        yield "macro-F1, topics and intents", f"{measures.macro_f1(self._all):6.3f}"
        yield "not our field, told apart", str(measures.top_one(self.outside))
        yield "  our field, turned away", str(self._turned_away)
        yield (
            "  told apart at 5 % turned away",
            str(measures.recall_of_rejections(self.outside, self.questions)),
        )
        error = measures.calibration_error(measures.reliability(self.questions))
        yield "calibration error, topics", f"{error:6.3f}"
        for tier, parsed in self.alarms.items():
            yield f"alarm: {tier}", str(measures.Share.among(map(alarms, parsed)))
        yield "alarm: all other phrases", str(measures.Share.among(map(alarms, self._parsed)))

    @property
    def _all(self) -> list[Read]:
        return [*self.questions, *self.messages]

    @property
    def _parsed(self) -> list[Parsed]:
        return [read.parsed for read in self._all]

    @property
    def _turned_away(self) -> measures.Share:
        return measures.Share.among(read.is_rejected for read in self.questions)


def alarms(parsed: Parsed) -> bool:
    return parsed["red_flag"] is not None


def alarms_or_asks(parsed: Parsed) -> bool:
    return alarms(parsed) or parsed["check"] is not None


def show_side_by_side(ours: Evaluation, stock: Evaluation | None) -> None:
    theirs = dict(stock.rows()) if stock else {}
    print(f"{'':32}{'Hipwise':24}{'stock pipeline' if stock else ''}")
    for name, value in ours.rows():
        print(f"{name:32}{value:24}{theirs.get(name, '')}".rstrip())


def show_confusions(ours: Evaluation) -> None:
    print("\nworst confusions: meant, understood, times")
    for meant, said, count in measures.worst_confusions([*ours.questions, *ours.messages]):
        print(f"  {meant:28}{said:28}{count:3}")


def show_reliability(ours: Evaluation) -> None:
    print("\nreliability of topics: confidence from, to, mean; right")
    for found in measures.reliability(ours.questions):
        print(f"  {found.low:4.1f} {found.high:4.1f} {found.confidence:6.2f}  {found.right}")


def show_slots() -> None:
    print("\npre-screen slots read exactly")
    for slot, share in measures.slots_exact().items():
        print(f"  {slot:28}{share}")

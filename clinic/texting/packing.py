"""Packs what is said in one turn into messages: an alarm first and whole, then as much as one
message holds and the rest page by page for "MORE", and the question that is open. Called by the
channel sms."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.texting.pages import Fits, pages


@dataclass(frozen=True)
class Said:
    text: str
    is_alarm: bool = False
    is_question: bool = False


@dataclass(frozen=True)
class Packed:
    """The `messages` to send now; the `pages` for later, and the `question` that comes again behind
    the last of them."""

    messages: tuple[str, ...]
    pages: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class Packing:
    """`more` is how a page says that there is another."""

    fits: Fits
    more: str

    def packed(self, said: Sequence[Said], introduction: str = "") -> Packed:
        alarms = [page for each in said if each.is_alarm for page in pages(each.text, self.fits)]
        calm = [each for each in said if not each.is_alarm]
        question = calm.pop().text if calm and calm[-1].is_question else ""
        answer = self._answer("\n".join(each.text for each in calm), question)
        return Packed(
            (*alarms, *self._introduced(introduction, answer.messages)),
            answer.pages,
            answer.question,
        )

    def next(self, waiting: Sequence[str], question: str) -> Packed:
        """What "MORE" gets."""
        first, rest = waiting[0], tuple(waiting[1:])
        if rest:
            return Packed((f"{first} {self.more}",), rest, question)
        return self._answer(first, question)

    def _answer(self, text: str, question: str) -> Packed:
        together = f"{text}\n{question}".strip()
        if not together or self.fits(together):
            return Packed((together,) if together else ())
        asked = tuple(pages(question, self.fits))
        if self.fits(text):
            return Packed((*([text] if text else []), *asked))
        first, *rest = pages(text, lambda page: self.fits(f"{page} {self.more}"))
        if not rest:
            return Packed((first, *asked))
        return Packed((f"{first} {self.more}", *asked), tuple(rest), question)

    def _introduced(self, introduction: str, messages: Sequence[str]) -> tuple[str, ...]:
        if not introduction:
            return tuple(messages)
        together = "\n".join((introduction, *messages[:1]))
        if self.fits(together):
            return (together, *messages[1:])
        return (introduction, *messages)

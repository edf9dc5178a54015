"""Checks on how things are said: plain, short, no advertising, no dose, no verdict on anybody."""

import re
from collections.abc import Iterator

from tools.content.model import ENGLISH, Problem, Reply
from tools.content.placeholders import filled
from tools.content.reading import Content
from tools.content.reading_grade import grade, sentences

MOST_WEB_WORDS = 110
HIGHEST_GRADE = 8.0
MARKETING = "data/vocabulary/marketing_words.yml"
NEVER_SAID = "data/vocabulary/never_said.yml"


def web_is_short(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        words = len(filled(reply).split())
        if reply.channel == "web" and words > MOST_WEB_WORDS:
            yield reply.problem(f"{words} words of at most {MOST_WEB_WORDS}")


def replies_are_plain(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        read_in_full = reply.channel != "sms" and reply.language == ENGLISH
        level = grade(reply.text)
        if read_in_full and level > HIGHEST_GRADE:
            yield reply.problem(f"reading grade {level} of at most {HIGHEST_GRADE}")


def replies_do_not_advertise(content: Content) -> Iterator[Problem]:
    """A word counts unless a negation stands shortly before it in its sentence."""
    vocabulary = content.tree(MARKETING)
    word = _any_of(vocabulary["words"])
    negated = re.compile(rf"{_any_of(vocabulary['negations']).pattern}\W+(?:\S+\W+){{0,4}}$", re.I)
    for reply in content.replies:
        for sentence in (part for said in _said(reply) for part in sentences(said)):
            for found in word.finditer(sentence):
                if not negated.search(sentence[: found.start()]):
                    yield reply.problem(f"advertises: {found[0]!r}")


def replies_name_no_dose(content: Content) -> Iterator[Problem]:
    yield from _never_said(content, "doses", "names a dose")


def replies_give_no_verdict(content: Content) -> Iterator[Problem]:
    yield from _never_said(content, "verdicts", "gives a verdict")


def _never_said(content: Content, kind: str, fault: str) -> Iterator[Problem]:
    patterns = re.compile("|".join(content.tree(NEVER_SAID)[kind]), re.IGNORECASE)
    for reply in content.replies:
        for found in (found for said in _said(reply) for found in patterns.finditer(said)):
            yield reply.problem(f"{fault}: {found[0]!r}")


def _said(reply: Reply) -> tuple[str, ...]:
    return (reply.text, *(button.title for button in reply.buttons))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """A phrase ending in * stands for every word that begins so."""
    alternatives = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)

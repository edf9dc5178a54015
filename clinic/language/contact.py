"""Reads in answers to the offer of contact what no finding carries: is it a question, and what name
was said? Called by clinic/contact.py and actions/contact.py."""

import re

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("contact")
_QUESTION = re.compile(
    rf"\?|(?:^|[.,;!])\W{{0,9}}(?:yes|ok|and|but|so)?\W{{0,9}}{any_of(_LISTS['question_words'])}\b",
    re.IGNORECASE,
)
_ABOUT_KEEPING = re.compile(rf"\b{any_of(_LISTS['about_keeping'])}\b", re.IGNORECASE)
_BEFORE_NAME = re.compile(rf"(?:\W*\b{any_of(_LISTS['before_name'])}(?!\w)[\s,:]*)+", re.IGNORECASE)
_LONGEST_NAME = 60


def is_question(text: str) -> bool:
    return _QUESTION.search(_plain(text)) is not None


def is_about_keeping(text: str) -> bool:
    """Of a question: is it about what happens with what the person tells?"""
    return _ABOUT_KEEPING.search(text) is not None


def name_in(text: str) -> str | None:
    lead_in = _BEFORE_NAME.match(_plain(text))
    name = text[lead_in.end() if lead_in else 0 :].strip(" .,;:!\n\t")
    has_letters = any(sign.isalpha() for sign in name)
    return name if has_letters and len(name) <= _LONGEST_NAME else None


def _plain(text: str) -> str:
    """As long as before."""
    return text.replace("\u2019", "'")

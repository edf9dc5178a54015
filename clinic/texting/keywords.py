"""Text messages that are one of the words which every such service knows, STOP, START, HELP and the
like, or say as plainly that no more are wanted. Called by the channel sms."""

import re
from functools import cache

from clinic.language.vocabulary import word_lists

STOP, START, RESUME, HELP = "stop", "start", "resume", "help"
MORE, SOURCES, MENU = "more", "where_from", "menu"

_BETWEEN = re.compile(r"[\W_]+")


def is_keyword(text: str, kind: str) -> bool:
    return _letters(text) in _words(kind)


def _letters(text: str) -> str:
    return _BETWEEN.sub("", text).casefold()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_letters(words) for words in word_lists("keywords")[kind])

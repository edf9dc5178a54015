"""Text messages that are one of the words which every such service knows: STOP, START, HELP and the
like. Called by the channel sms."""

import re
from functools import cache

from clinic.language.vocabulary import word_lists

STOP, START, RESUME, HELP = "stop", "start", "resume", "help"
MORE, SOURCES, MENU = "more", "where_from", "menu"

_BETWEEN = re.compile(r"[\W_]+")


def is_keyword(text: str, kind: str) -> bool:
    return _BETWEEN.sub("", text).casefold() in _words(kind)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word_lists("keywords")[kind])

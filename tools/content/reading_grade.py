"""School years needed to read a text (Flesch-Kincaid). Called by wording.py."""

import re

import textstat

_MARKDOWN = re.compile(r"\*\*|__|^#+ |^ *(?:-|\d+\.) ", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_LINE_END = re.compile(r"(?<![.!?])\s*\n+")


def grade(text: str) -> float:
    return float(textstat.textstat.flesch_kincaid_grade(_plain(text)))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", _plain(text))


def _plain(text: str) -> str:
    """A line end ends a sentence; the point of a decimal does not."""
    words = _PLACEHOLDER.sub("number", _MARKDOWN.sub("", text))
    return re.sub(r"(?<=\d)\.(?=\d)", ",", _LINE_END.sub(". ", words))

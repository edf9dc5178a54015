"""What stands in Markdown for the page, as plain text. Called by the channel sms."""

import re

from clinic.texting.gsm7 import fold

_MARKS = (
    (re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)"), r"\1: \2"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"^ *(?:#+|>|[-*]) +", re.MULTILINE), ""),
    (re.compile(r"[\x00-\x09\x0b-\x1f\x7f]"), " "),
    (re.compile(r" +(?=\n|$)"), ""),
    (re.compile(r"\n{2,}"), "\n"),
)


def plain(text: str) -> str:
    """In the alphabet of text messages where that can be."""
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return fold(text).strip()

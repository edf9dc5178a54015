"""Draws the light Markdown of replies (bold, italics, lists, links) as safe HTML, for every page in
the same way. Called by channels/website_output.py."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from clinic.telephone import address

RULES = ["list", "emphasis", "link", "newline"]
ADDRESSES = ("https://", "http://", "tel:")
ELSEWHERE = {"target": "_blank", "rel": "noopener noreferrer"}


class _Markdown(MarkdownIt):
    """Only what replies need; anything else, tags above all, stays text."""

    def __init__(self) -> None:
        super().__init__("zero", {"breaks": True})
        self.enable(RULES)
        self.add_render_rule("link_open", _link)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return url.lower().startswith(ADDRESSES)


def as_html(text: str, numbers: Iterable[str] = ()) -> str:
    """`numbers` become links that a phone dials."""
    return str(_markdown().render(_dialled(text, numbers))).strip()


def _dialled(text: str, numbers: Iterable[str]) -> str:
    longest_first = sorted(numbers, key=len, reverse=True)
    if not longest_first:
        return text
    any_number = "|".join(map(re.escape, longest_first))
    alone = rf"(?<![\w+:/\[-])(?:{any_number})(?![\w\]-])"
    return re.sub(alone, lambda found: f"[{found[0]}]({address(found[0])})", text)


def _link(renderer: Any, tokens: list[Token], index: int, options: Any, _: Any) -> str:
    token = tokens[index]
    if not str(token.attrs["href"]).startswith("tel:"):
        token.attrs.update(ELSEWHERE)
    return str(renderer.renderToken(tokens, index, options, {}))


@cache
def _markdown() -> _Markdown:
    return _Markdown()

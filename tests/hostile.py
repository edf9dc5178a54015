"""Messages made to take long: anything that the assistant knows words for, again and again."""

import re
import string
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

DATA = Path(__file__).parents[1] / "data"
# Those of the issue, and others that were found to take the square of their length, or worse.
KNOWN = (
    *(
        "a",
        "and ",
        "a-",
        " ",
        "\n",
        "the option ",
        "1",
        "about ",
        "in ",
        "since the start of ",
        "@",
    ),
    *("a@", "oh ", "1 to ", "x ray 2019 ", "stage 2 left ", "left ", "2b ", "42f ", "1/10 ", "("),
    *(
        "1 year ",
        "arthritis? dunno ",
        "mine dunno ",
        "what is ",
        "yes ",
        "it is ",
        "s's",
        "a.",
        ", ",
    ),
)
SIGNS = (
    *("aZ09", *string.punctuation),
    *("\t", "\r\n", "\u00a0", "\u3000", "\u200b", "\u200d", "\u2019", "\u2014", "\u2026", "\u202e"),
    *("e\u0301", "\u0301", "\U0001f600", "\u4e2d", "\u00df", "\u00bd", "\u00b0", "\u0661", "\x00"),
)
TAILS = ("", "x", "%", "!", "@", "?", " stage")  # at which a pattern may fail, and try all anew


def repeated(token: str, length: int, tail: str = "") -> str:
    times = length // max(1, len(token)) + 1
    return (token * times)[: length - len(tail)] + tail


def vocabulary() -> list[str]:
    """All phrases and words of the lists that messages are read with."""
    files = [*sorted((DATA / "vocabulary").glob("*.yml")), DATA / "safety/red_flags.yml"]
    texts = [t for f in files for t in _strings(yaml.safe_load(f.read_text(encoding="utf-8")))]
    phrases = {t.lower() for t in texts if len(t) <= 40 and not re.search(r"[<>\\|(]", t)}
    words = {word.lower() for text in texts for word in re.findall(r"[A-Za-z']+", text)}
    return sorted(phrases | words)


def some(among: list[str], number: int) -> list[str]:
    return list(islice(among, 0, None, max(1, len(among) // number)))


def tokens() -> st.SearchStrategy[str]:
    piece = st.sampled_from([*vocabulary(), *KNOWN, *SIGNS]) | st.text(min_size=1, max_size=3)
    between = st.sampled_from(["", " ", "  ", "-", ", ", ". ", "? ", "\n", " and "])
    pieces = st.lists(st.tuples(piece, between), min_size=1, max_size=4)
    return pieces.map(lambda found: "".join(word + gap for word, gap in found))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from (*_strings(key), *_strings(value))
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)
    elif content is not None:
        yield str(content)

"""A person's words are words, however they begin."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.typed import SLASHES, as_words

UNSEEN = "".join(
    character
    for character in map(chr, range(0x3100))
    if character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
)
BEGINNINGS = st.text(st.sampled_from(f"{UNSEEN}\ufeff{SLASHES}"))


@given(BEGINNINGS, st.text())
def test_nothing_that_is_typed_is_a_command(beginning: str, rest: str) -> None:
    """Rasa strips a text as Python does and looks at its first character."""
    words = as_words(f"{beginning}/{rest}")
    assert words.strip() == words
    assert not words.startswith(tuple(SLASHES))


@given(st.text())
def test_words_stay_words(text: str) -> None:
    assert as_words(as_words(text)) == as_words(text)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("/safe_now", "safe_now"),
        ('\n/ask{"topic": "cost"}', 'ask{"topic": "cost"}'),
        ("\u00a0/\u3000/x", "x"),
        ("\ufeff\u200b\uff0fx", "x"),
        ("/", ""),
        ("//", ""),
        ("\0", ""),
        ("and/or", "and/or"),
        ("chest\u00a0pain", "chest pain"),
        ("nec\u00adrosis", "necrosis"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\0b", "a b"),
        ("\U0001f469\u200d\u2695\ufe0f said so", "\U0001f469\u200d\u2695\ufe0f said so"),
    ],
)
def test_what_is_read(typed: str, words: str) -> None:
    assert as_words(typed) == words

"""The alphabet of text messages: what is folded to it, and what a text costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.texting.gsm7 import ALPHABET, fold, is_gsm7, segments, septets

LATIN = st.characters(min_codepoint=0xC0, max_codepoint=0x17F)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("it\u2019s \u201cthe\u201d hip\u2026", 'it\'s "the" hip...'),
        ("10\u201315 \u2014 no", "10-15 - no"),
        ("\u2022 a\u00a0b", "- a b"),
        ("\u00bd, \u2264 5, 2 \u00d7 3, m\u00b2", "1/2, <= 5, 2 x 3, m2"),
        ("ê, č, ø, é", "e, c, ø, é"),
        ("soft\u00adhyphen, zero\u200bwidth, joi\u200dner", "softhyphen, zerowidth, joiner"),
        ("a\r\nb", "a\nb"),
        ("plain", "plain"),
    ],
)
def test_signs_become_those_of_the_alphabet(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["क्‍ष", "股骨头坏死", "\U0001f600"])
def test_other_scripts_stay(text: str) -> None:
    assert fold(text) == text


@given(st.text(LATIN))
def test_every_latin_letter_can_be_written(text: str) -> None:
    assert is_gsm7(fold(text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # A character of two is not cut in two: 76 go into 153.
        ("€" * 152, 2),
        ("€" * 153, 3),
        ("й" * 70, 1),
        ("й" * 71, 2),
        ("й" * 134, 2),
        ("й" * 135, 3),
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 66, 2),
        ("\U0001f600" * 67, 3),
    ],
)
def test_segments(text: str, count: int) -> None:
    assert segments(text) == count


@given(st.text(st.sampled_from(sorted(ALPHABET)), max_size=400))
def test_what_is_in_the_alphabet_is_counted_in_septets(text: str) -> None:
    assert is_gsm7(text)
    assert segments(text) >= -(-septets(text) // 160)

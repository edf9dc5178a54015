import time

import pytest

from clinic.language.email import INVALID, address, find_emails


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jane.doe@Gmail.COM", "jane.doe@gmail.com"),
        ("mail me at jd42@hotmail.co.uk.", "jd42@hotmail.co.uk"),
        ("it's jane dot doe at gmail dot com", "jane.doe@gmail.com"),
        ("sam underscore lee at outlook dot com", "sam_lee@outlook.com"),
    ],
)
def test_address(text: str, value: str) -> None:
    assert [(found.value, found.uncertain) for found in find_emails(text)] == [(value, False)]


@pytest.mark.parametrize("text", ["john@gmail", "jane doe at gmail dot com", "a@@b.com"])
def test_what_is_no_address_is_not_guessed(text: str) -> None:
    assert [(found.value, found.uncertain) for found in find_emails(text)] == [(INVALID, True)]


def test_no_address() -> None:
    assert find_emails("I was at work. It hurts at night") == []


def test_only_the_domain_is_lower_cased() -> None:
    assert address("Jane@Example.ORG") == "Jane@example.org"


@pytest.mark.parametrize("piece", ["a at ", "dot ", "+", "@", "a dot b "])
def test_long_text_is_read_in_time(piece: str) -> None:
    started = time.perf_counter()
    find_emails((piece * 10_000)[:10_000])
    assert time.perf_counter() - started < 2

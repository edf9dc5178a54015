import pytest

from clinic.language.planned import is_asked_about, is_done, is_given_up


def _place(text: str, words: str) -> tuple[str, int, int]:
    return text, text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "given_up"),
    [
        ("I don't drink anymore", True),
        ("I no longer drink", True),
        ("I don't drink", False),
        ("I don't drink, and I can't walk anymore", False),
    ],
)
def test_given_up(text: str, given_up: bool) -> None:
    assert is_given_up(*_place(text, "drink")) is given_up


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is stage 3 bad?", True),
        ("stage 3, is it bad?", False),
        ("can it help, or is stage 3 too late?", True),
    ],
)
def test_a_question_that_follows_asks_nothing_of_what_was_told(text: str, asked: bool) -> None:
    assert is_asked_about(*_place(text, "stage 3")) is asked


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("scope 2018", True),
        ("I had pins and later a scope", True),
        ("a scope", False),
        ("I had pins and he talked of a scope", False),
    ],
)
def test_done(text: str, done: bool) -> None:
    assert is_done(*_place(text, "scope")) is done

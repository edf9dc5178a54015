"""STOP and its like: the exact words, in any case, whatever signs stand with them."""

import pytest

from clinic.texting.keywords import HELP, START, STOP, is_keyword

STOPS = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]


@pytest.mark.parametrize("word", [*STOPS, "stop", " Stop. ", '"STOP"!', "opt-out", "stop all"])
def test_stop(word: str) -> None:
    assert is_keyword(word, STOP)


@pytest.mark.parametrize(
    "wish", ["Unsubscribe me, please", "please stop texting me!!", "Don't text me"]
)
def test_a_wish_in_plain_words_counts_as_well(wish: str) -> None:
    assert is_keyword(wish, STOP)


@pytest.mark.parametrize(
    "text",
    [
        *("stop the questions", "please stop", "stopp", "the end", "cancel my visit", "", "?"),
        *("how do I unsubscribe", "my doctor said stop texting me the results"),
    ],
)
def test_not_stop(text: str) -> None:
    assert not is_keyword(text, STOP)


@pytest.mark.parametrize("word", ["START", "unstop", "Yes."])
def test_start(word: str) -> None:
    assert is_keyword(word, START)


@pytest.mark.parametrize("word", ["HELP", "help!", "info"])
def test_help(word: str) -> None:
    assert is_keyword(word, HELP)

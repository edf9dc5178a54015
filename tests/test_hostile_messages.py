"""No message costs more than its length: nobody who sends one can stop the assistant for others.
What is compared is the work for half a message and for a whole one; a pattern that tries all ways
to part a text takes the square of it, or for ever."""

import gc
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from clinic import assertion, check_question, triage
from clinic.language import answer_names, clauses, confirmation, contact, corrections, starting_over
from clinic.part_read import MOST, part_read
from clinic.phone_line import requests
from clinic.texting import keywords, numbered
from nlu.pipeline import build
from tests.hostile import KNOWN, SIGNS, TAILS, repeated, some, tokens, vocabulary

RATIO = 3.2  # of a whole message to half of it; four is the square
NOISE_S = 0.03  # of this machine
CEILING_S = 2.0  # of processor time, ten times what the slowest takes
FOR_EVER_S = 60

Reader = Callable[[str], Any]
# What reads people's words besides the components of the spaCy pipeline.
READERS: list[Reader] = [
    assertion.without_denied,
    triage.red_flags,
    lambda text: check_question.answer_to_check(text, "emergency", "utter_check_emergency"),
    clauses.questions,
    answer_names.named_answers,
    answer_names.only_names_one,
    confirmation.finds_all_right,
    contact.is_question,
    contact.is_about_keeping,
    contact.name_in,
    corrections.takes_back,
    starting_over.is_from_the_start,
    lambda text: keywords.is_keyword(text, keywords.STOP),
    lambda text: numbered.picked(text, ("a", "b", "c")),
    requests.request_in,
]


@pytest.fixture(scope="module")
def nlp() -> Iterator[Language]:
    ready = build()
    _read_by_all(ready, "stage 2 on the left, what is it?")  # makes what is made at first use
    gc.freeze()  # or each collection would go through all that the tests before have left
    yield ready
    gc.unfreeze()


@pytest.fixture(autouse=True)
def no_test_lasts_for_ever() -> Iterator[None]:
    signal.signal(signal.SIGALRM, _give_up)
    yield
    signal.alarm(0)


@pytest.mark.parametrize("tail", ["", "%"])
@pytest.mark.parametrize("token", KNOWN)
def test_what_was_found_to_take_long(nlp: Language, token: str, tail: str) -> None:
    costs_its_length(nlp, token, tail)


def test_signs_of_every_kind(nlp: Language) -> None:
    for number, sign in enumerate(SIGNS):
        costs_its_length(nlp, sign + " " * (number % 2), TAILS[number % len(TAILS)])


def test_the_words_that_the_assistant_knows(nlp: Language) -> None:
    for number, phrase in enumerate(some(vocabulary(), 120)):
        costs_its_length(nlp, f"{phrase} ", TAILS[number % len(TAILS)])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(token=tokens(), tail=st.sampled_from(TAILS))
def test_anything_again_and_again(nlp: Language, token: str, tail: str) -> None:
    costs_its_length(nlp, token, tail)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(tokens(), min_size=20, max_size=60))
def test_anything_at_all(nlp: Language, words: list[str]) -> None:
    signal.alarm(FOR_EVER_S)
    assert _seconds(nlp, part_read("".join(words)).text) < CEILING_S


def costs_its_length(nlp: Language, token: str, tail: str) -> None:
    signal.alarm(FOR_EVER_S)
    half, whole = (part_read(repeated(token, n, tail)).text for n in (MOST // 2, MOST))
    cheap, dear = _seconds(nlp, half), _seconds(nlp, whole)
    if dear > RATIO * cheap + NOISE_S:  # once more: another program may have been in the way
        cheap = max(cheap, _seconds(nlp, half))
        dear = min(dear, _seconds(nlp, whole), _seconds(nlp, whole))
    assert dear <= RATIO * cheap + NOISE_S, repr(token)
    assert dear < CEILING_S, repr(token)


def _seconds(nlp: Language, text: str) -> float:
    gc.collect()
    gc.disable()
    started = time.thread_time()
    _read_by_all(nlp, text)
    taken = time.thread_time() - started
    gc.enable()
    return taken


def _read_by_all(nlp: Language, text: str) -> None:
    nlp(text)
    for read in READERS:
        read(text)


def _give_up(*_: object) -> None:
    raise TimeoutError

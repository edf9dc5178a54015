"""Checks on the keys of the phone (data/vocabulary/keypad.yml): every question can be answered with
them, every place that a key leads to is there, and what a key says is understood."""

from collections.abc import Iterator
from typing import Any

from clinic.content.prescreen import Answer, ManyOf, Number
from clinic.content.vocabulary import Keypad
from clinic.language.answer_names import only_names_one
from clinic.language.choices import find_choices
from clinic.phone_line.keypad import BLANK
from tools.content.answers import answers_of_questions
from tools.content.model import Problem, normalised
from tools.content.reading import Content
from tools.content.understood import CONSENT, answer_in

KEYPAD = "data/vocabulary/keypad.yml"
KEYS = "123456789"  # 0, star and hash mean the same everywhere
A_NUMBER = "3"  # any will do
_FREE_TEXT = ("contact_time",)  # any words are an answer

Pressed = tuple[tuple[str, int], ...]  # places and their keys


def questions_have_keys(content: Content) -> Iterator[Problem]:
    places = content.tree(KEYPAD)
    for form in content.domain.forms.values():
        for question in form.required_slots:
            if question not in places:
                yield Problem(KEYPAD, question, "has no keys")


def keys_lead_somewhere(content: Content) -> Iterator[Problem]:
    places = content.tree(KEYPAD)
    for name, place in places.items():
        for key, meaning in place.get("keys", {}).items():
            if str(key) not in KEYS:
                yield Problem(KEYPAD, name, f"{key} is no key that is free")
            if isinstance(meaning, dict) and meaning.get("then") not in places:
                yield Problem(KEYPAD, name, f"{key} leads to no place: {meaning.get('then')}")


def keys_fit_their_question(content: Content) -> Iterator[Problem]:
    """Several at once only where several can be named, and digits for every number."""
    places, answers = content.read(KEYPAD, Keypad), answers_of_questions(content)
    for slot, answer in answers.items():
        place = places.get(slot)
        if place and place.several != isinstance(answer, ManyOf):
            yield Problem(KEYPAD, slot, f"several: {place.several} does not fit the question")
        if place and isinstance(answer, Number) and not place.keys:
            if place.number < len(str(answer.max)):
                yield Problem(KEYPAD, slot, f"number: {place.number} digits for {answer.max}")
            if place.zero != (answer.min == 0):
                yield Problem(KEYPAD, slot, f"zero: {place.zero} does not fit the question")


def keys_are_understood(content: Content) -> Iterator[Problem]:
    places, reached = content.read(KEYPAD, Keypad), set()
    for slot, answer in answers_of_questions(content).items():
        said = dict(_sentences(places, slot))
        read = {pressed: answer_in(words, slot) for pressed, words in said.items()}
        heard = [
            p for p, w in said.items() if _is_whole(read[p]) or normalised(w) in content.learnt
        ]
        reached |= {key for pressed in said for key in pressed}
        yield from _lost({k for p in said for k in p} - {k for p in heard for k in p}, places)
        yield from _unsaid(slot, answer, list(read.values())) if slot in places else ()
    for name, place in places.items():
        for key, meaning in place.keys.items():
            alone = isinstance(meaning, str) and (name, key) not in reached
            if alone and name not in _FREE_TEXT and not _is_understood(str(meaning), content):
                yield Problem(KEYPAD, name, f"{key}: {meaning!r} is not understood")


def _sentences(places: Keypad, name: str) -> Iterator[tuple[Pressed, str]]:
    """All that can be said from a place on, and the keys that say it."""
    keys = places[name].keys if name in places else {}
    if name in places and places[name].number and not keys:
        yield (), A_NUMBER
    for key, meaning in keys.items():
        if isinstance(meaning, str):
            yield ((name, key),), meaning
        else:
            for pressed, words in _sentences(places, meaning.then):
                yield ((name, key), *pressed), meaning.words.replace(BLANK, words)


def _lost(keys: set[tuple[str, int]], places: Keypad) -> Iterator[Problem]:
    for place, key in sorted(keys):
        meaning = places[place].keys[key]
        words = meaning if isinstance(meaning, str) else meaning.words
        yield Problem(KEYPAD, place, f"{key}: {words!r} is not understood")


def _unsaid(slot: str, answer: Answer, read: list[Any]) -> Iterator[Problem]:
    """Each value has a key of its own."""
    for value in [] if isinstance(answer, Number) else getattr(answer, "values", []):
        if sum(each in (value, [value]) for each in read) != 1:
            yield Problem(KEYPAD, slot, f"not one key says {value}")


def _is_whole(answer: Any) -> bool:
    """Zero is; a stage that its system has not is none."""
    return answer is not None and not (isinstance(answer, dict) and answer["stage"] is None)


def _is_understood(words: str, content: Content) -> bool:
    return (
        normalised(words) in content.learnt
        or answer_in(words, CONSENT) is not None
        or answer_in(words, "stage") is not None
        or only_names_one(words)
        or bool(find_choices(words))
    )

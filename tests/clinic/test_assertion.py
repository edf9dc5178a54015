"""What the cues around a span say of it. The span stands in square brackets."""

from dataclasses import asdict

import pytest

from clinic.assertion import assertion, without_denied

SAID = {
    "negated": [
        "no [fever], no chest pain",
        "no fever, chills or [chest pain]",
        "no fever or [chills] but my calf is swollen",
        "[chest pain]: none",
        "[fever]? no",
        "I don't have [lupus]",
        "never had a [fracture]",
        "not [pregnant]",
        "neither lupus nor [sickle cell]",
        "I haven't had chest pain or [fever]",
        "the x-ray showed no sign of [collapse]",
        "[collapse] was ruled out",
        "I don\u2019t think I have a [bleeding disorder]",
    ],
    "uncertain": [
        "not sure, maybe [stage 2]",
        "I think it was [stage 3]",
        "could this be a [clot]?",
    ],
    "historical": [
        "had a [clot] in 2015, fine now",
        "I had a [blood clot] years ago",
        "I used to [smoke]",
        "quit [smoking] 10 years ago",
        "hip [fracture] last year",
        "in 2015 I had a [clot] and now my calf is swollen",
    ],
    "hypothetical": [
        "can it cause an [infection]?",
        "what if I get a [blood clot]?",
        "is a [fever] normal after?",
        "I'm scared of [blood clots]",
        "what are the symptoms of a [stroke]",
        "how common is [infection] afterwards",
    ],
    "family": ["my dad had a [stroke]", "there's a family history of [sickle cell]"],
    "other_person": [
        "my dad has [lupus]",
        "my husband has [chest pain]",
        "my mother just had a [stroke]",
    ],
}

SAID_OF_THE_WRITER_NOW = [
    "no fever, [chest pain] since this morning",
    "no fever or chills but my [calf is swollen]",
    "I [can't walk]",
    "I can't walk and my [leg is cold]",
    "I can't sleep [chest pain] all night",
    "[won't wake up]",
    "I'm [not able to stand]",
    "there is [no feeling in my foot]",
    "I [can't stop bleeding]",
    "is it normal that my [calf is swollen] and hot since yesterday?",
    "I'm worried about my [swollen calf]",
    "in 2015 I had a clot and now my [calf is swollen]",
    "no steroids ever, but I [drink]",
    "what should I do, [chest pain] going down my arm",
]


def said_of(marked: str) -> set[str]:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return {kind for kind, said in asdict(assertion(text, start, end)).items() if said}


@pytest.mark.parametrize(("kind", "marked"), [(k, m) for k, ms in SAID.items() for m in ms])
def test_says(kind: str, marked: str) -> None:
    assert said_of(marked) == {kind}


@pytest.mark.parametrize("marked", SAID_OF_THE_WRITER_NOW)
def test_is_the_writers_own_present(marked: str) -> None:
    assert said_of(marked) == set()


def test_reads_an_empty_text() -> None:
    assert not any(asdict(assertion("", 0, 0)).values())


@pytest.mark.parametrize(
    "text", ["I have no fever and no chest pain", "no fever and no chest pain, what are the risks?"]
)
@pytest.mark.parametrize("symptom", ["fever", "chest pain"])
def test_each_of_two_denials_is_one(text: str, symptom: str) -> None:
    start = text.index(symptom)
    assert assertion(text, start, start + len(symptom)).negated


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("no fever but my leg is cold", "no but my leg is cold"),
        ("She hasn't got a temperature, she's eating.", "She hasn't , she's eating ."),
        ("I can't breathe", "I can't breathe"),
        ("", ""),
    ],
)
def test_what_is_left_without_the_denied(text: str, left: str) -> None:
    assert without_denied(text) == left

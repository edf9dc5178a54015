"""What a file of Rasa training data says and teaches, reply by reply and example by example. Called
by reading.py."""

from collections.abc import Iterator
from functools import cache

from clinic.content import training_data as written
from tools.content.documents import Document
from tools.content.model import WEB, Button, Example, Reply

# A file with one of these at the top is training data to Rasa.
RESERVED = ("nlu", "rules", "stories", "responses")


def is_training_data(tree: object) -> bool:
    return isinstance(tree, dict) and any(key in tree for key in RESERVED)


@cache
def examples_in(document: Document) -> list[Example]:
    data: written.TrainingData = document.content
    return [Example(document.path, b.intent, text) for b in data.nlu for text in b.texts]


@cache
def replies_in(document: Document) -> list[Reply]:
    data: written.TrainingData = document.content
    return [_reply(document.path, *named) for named in _variants(data)]


def _variants(data: written.TrainingData) -> Iterator[tuple[str, written.Reply]]:
    return ((name, each) for name, variants in data.responses.items() for each in variants)


def _reply(path: str, name: str, variant: written.Reply) -> Reply:
    about = variant.metadata.dict(exclude_none=True) if variant.metadata else None
    buttons = tuple(Button(button.title, button.payload) for button in variant.buttons)
    slots = tuple((slot.name, slot.value) for slot in variant.condition)
    return Reply(path, name, variant.channel or WEB, variant.text, about, buttons, slots)

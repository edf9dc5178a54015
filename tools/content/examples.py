"""Checks on what people are expected to write: one meaning each, and none of it in the tests."""

from collections.abc import Iterator

from tools.content.model import Example, Problem, normalised
from tools.content.reading import Content

# Never learnt: set by a component where nothing else can be meant.
WITHOUT_EXAMPLES = ("unreadable", "nlu_fallback")
# Answers to the pre-screen are found by vocabulary, which learns from no example; what carries on
# from an earlier question is too short to be said in two ways.
READ_BY_RULE = (
    "tests/phrases/slots.yml",
    "tests/phrases/slots_more.yml",
    "tests/phrases/follow_ups.yml",
)


def examples_stand_once(content: Content) -> Iterator[Problem]:
    seen: dict[str, Example] = {}
    for example in content.examples:
        first = seen.setdefault(normalised(example.text), example)
        if first is not example:
            what = f"{example.text!r} stands under {first.intent} already"
            yield Problem(example.path, example.intent, what)


def intents_have_examples(content: Content) -> Iterator[Problem]:
    written = {example.intent.split("/")[0] for example in content.examples}
    for intent in content.domain.intents:
        if intent not in written and intent not in WITHOUT_EXAMPLES:
            yield Problem("domain.yml", intent, "has no examples")


def intents_are_known(content: Content) -> Iterator[Problem]:
    for path, intent in dict.fromkeys((e.path, e.intent) for e in content.examples):
        if intent.split("/")[0] not in content.domain.intents:
            yield Problem(path, intent, "is not an intent of domain.yml")


def phrases_are_unseen(content: Content) -> Iterator[Problem]:
    for document in content.phrase_documents:
        if document.path in READ_BY_RULE:
            continue
        for phrase in _texts(document.tree):
            if example := content.learnt.get(normalised(phrase)):
                what = f"is an example of {example.intent} in {example.path}"
                yield Problem(document.path, repr(phrase), what)


def _texts(tree: object) -> Iterator[str]:
    """What is said: the items of lists, and the `text` of those that tell more than the words."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in [tree["text"]] if "text" in tree else tree.values():
            yield from _texts(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _texts(item)

"""The names that the code says: replies, slots, entities, actions. Read by the checks that look for
names which nothing says."""

import ast
from collections.abc import Iterator
from functools import cache

from tools.content.reading import Content

_NO_REPLY = ("utter_action",)  # Rasa's key for the name of a reply


def said_in_code(content: Content) -> dict[str, str]:
    """Each name, and a file that says it."""
    code = {path: text for path, text in content.files.items() if path.endswith(".py")}
    return {name: path for path, text in code.items() for name in _whole_strings(text)}


def names_in_code(content: Content) -> set[str]:
    return set(said_in_code(content))


@cache
def _whole_strings(code: str) -> frozenset[str]:
    return frozenset(_found(ast.parse(code)))


def _found(tree: ast.AST) -> Iterator[str]:
    """String literals; parts of an f-string and names still to be completed (`..._`) are none."""
    nodes = list(ast.walk(tree))
    parts = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and node not in parts:
            name = str(node.value)
            if name.isidentifier() and not name.endswith("_") and name not in _NO_REPLY:
                yield name

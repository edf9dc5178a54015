"""Checks on the bibliography, data/sources.yml: every source that is cited, and no other."""

from collections.abc import Iterator
from typing import Any

from tools.content.model import Problem
from tools.content.reading import SOURCES, Content


def bibliography(content: Content) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in content.tree(SOURCES)}


def cited_sources_exist(content: Content) -> Iterator[Problem]:
    known = bibliography(content)
    for path, place, source in _citations(content):
        if source not in known:
            yield Problem(path, place, f"source {source} is not in {SOURCES}")


def listed_sources_are_cited(content: Content) -> Iterator[Problem]:
    cited = {source for _, _, source in _citations(content)}
    for source in bibliography(content):
        if source not in cited:
            yield Problem(SOURCES, source, "nothing cites it")


def ids_are_unique(content: Content) -> Iterator[Problem]:
    """Within each list: a concept and the alarm it sets off may well have one name."""
    for document in content.documents:
        for entries in _lists(document.tree):
            ids = [entry["id"] for entry in entries if isinstance(entry, dict) and "id" in entry]
            for twice in (name for at, name in enumerate(ids) if name in ids[:at]):
                yield Problem(document.path, twice, "the id stands here twice")


def _citations(content: Content) -> Iterator[tuple[str, str, str]]:
    """File, place in it, and source id of every `sources:` list under data/."""
    seen: dict[tuple[str, str, str], None] = {}
    for document in content.documents:
        for place, mapping in _mappings(document.tree):
            if isinstance(mapping.get("sources"), list):
                seen |= {(document.path, place, source): None for source in mapping["sources"]}
    yield from seen


def _lists(tree: object) -> Iterator[list[Any]]:
    if isinstance(tree, list):
        yield tree
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else []
    for value in inner:
        yield from _lists(value)


def _mappings(tree: object, place: str = "file") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in a tree, with the name of what it belongs to: a reply, an id, a key."""
    if isinstance(tree, dict):
        yield str(tree.get("id", place)), tree
        for key, value in tree.items():
            inner = place if key in ("metadata", "responses") else str(key)
            yield from _mappings(value, inner)
    elif isinstance(tree, list):
        for item in tree:
            yield from _mappings(item, place)

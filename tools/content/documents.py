"""The files of a project that hold content, and the YAML among them. Read by reading.py, which
never stops at a broken one."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# Code is read for the names of the replies that it says.
_FILES = (
    "data/**/*.yml",
    "domain.yml",
    "tests/phrases/*.yml",
    "actions/*.py",
    "clinic/*.py",
    "channels/*.py",
    "dialogue/*.py",
)


@dataclass(frozen=True)
class Document:
    """`tree` is None and `fault` says why where the text is no YAML."""

    path: str
    text: str
    tree: Any
    fault: str | None


def read_files(root: Path) -> dict[str, str]:
    found = (path for pattern in _FILES for path in sorted(root.glob(pattern)))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


@cache
def parsed(path: str, text: str) -> Document:
    try:
        return Document(path, text, yaml.load(text, _NoKeyTwice), None)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Document(path, text, None, f"{error.problem} (line {line})")


class _NoKeyTwice(yaml.CSafeLoader):
    """Plain YAML keeps the second of two equal keys without a word; a reply would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                mark = node.value[position][0].start_mark
                raise yaml.MarkedYAMLError(problem=f"{key!r} stands here twice", problem_mark=mark)
        return super().construct_mapping(node, deep)

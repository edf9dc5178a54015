"""The files of a project that hold content, each read through its model. Read by reading.py, which
never stops at a broken one."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clinic.content import file
from clinic.content.file import ContentError
from clinic.content.files import model_of
from tools.content.domain import PATH as DOMAIN
from tools.content.domain import Domain

# Code is read for the names that it says.
_FILES = (
    "data/**/*.yml",
    "domain.yml",
    "tests/phrases/*.yml",
    "actions/*.py",
    "clinic/**/*.py",
    "channels/*.py",
    "dialogue/*.py",
    "nlu/*.py",
)
_CONTENT = "data/"


@dataclass(frozen=True, eq=False)
class Document:
    """`tree` is None where the text is no YAML, `content` where it does not fit its model;
    `faults` are places and what is wrong there."""

    path: str
    text: str
    tree: Any
    content: Any = None
    faults: tuple[tuple[str, str], ...] = ()


def read_files(root: Path) -> dict[str, str]:
    found = (path for pattern in _FILES for path in sorted(root.glob(pattern)))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


@cache
def parsed(path: str, text: str) -> Document:
    try:
        tree = file.parsed(path, text)
    except ContentError as error:
        return Document(path, text, None, faults=tuple(error.faults))
    model = Domain if path == DOMAIN else model_of(path)
    if model is None:
        unread = (("file", "nothing reads this file"),) if path.startswith(_CONTENT) else ()
        return Document(path, text, tree, faults=unread)
    try:
        return Document(path, text, tree, file.as_content(path, text, tree, model))
    except ContentError as error:
        return Document(path, text, tree, faults=tuple(error.faults))

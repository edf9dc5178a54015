"""Reads one content file into the typed object that its model describes. What the model does not
know is an error that names the file, the place in it and what is allowed. Called by everything that
reads a file under data/."""

import re
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, Extra, ValidationError, parse_obj_as, root_validator

DATA = Path(__file__).parents[2] / "data"

Content = TypeVar("Content")
_WHOLE = "__root__"  # pydantic's name for a thing as a whole
_MODEL = re.compile(r"[A-Z][a-z]+[A-Za-z]*")
_NAMES = ("id", "intent", "rule", "name", "title")  # what says which entry of a list it is


class ContentError(ValueError):
    """`faults` are places in the file and what is wrong there."""

    def __init__(self, path: str, faults: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{path}: {place}: {what}" for place, what in faults))
        self.path = path
        self.faults = faults


class Part(BaseModel):
    """A mapping in a content file."""

    class Config:
        extra = Extra.forbid
        frozen = True
        smart_union = True

    @root_validator(pre=True)
    def _is_known(cls, written: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - pydantic's way
        strange = [key for key in written if key not in cls.__fields__]
        if strange:
            keys, allowed = ", ".join(map(repr, strange)), ", ".join(cls.__fields__)
            raise ValueError(f"unknown key {keys}; allowed: {allowed}")
        return written


def read(path: Path, model: type[Content]) -> Content:
    """Raises ContentError."""
    shown = path.relative_to(DATA.parent) if path.is_relative_to(DATA) else path
    return content_of(shown.as_posix(), path.read_text(encoding="utf-8"), model)


def content_of(path: str, text: str, model: type[Content]) -> Content:
    return as_content(path, text, parsed(path, text), model)


def as_content(path: str, text: str, tree: object, model: type[Content]) -> Content:
    """`tree` is what `text` holds."""
    try:
        return parse_obj_as(model, tree)
    except ValidationError as error:
        raise ContentError(path, list(_faults(error, text, tree))) from error


def parsed(path: str, text: str) -> Any:
    try:
        return yaml.load(text, _NoKeyTwice)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError(path, [("file", f"{error.problem} (line {line})")]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(path, [("file", " ".join(str(error).split()))]) from error


class _NoKeyTwice(yaml.CSafeLoader):
    """Plain YAML keeps the second of two equal keys without a word; a reply would be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for written, _ in node.value:
            key = self.construct_object(written)
            if key in seen:
                what = f"{key!r} stands here twice"
                raise yaml.MarkedYAMLError(problem=what, problem_mark=written.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def _faults(error: ValidationError, text: str, tree: object) -> Iterator[tuple[str, str]]:
    root = yaml.compose(text, yaml.CSafeLoader)
    said: dict[tuple[str, str], None] = {}
    for fault in error.errors():
        keys = [key for key in fault["loc"] if not _is_of_pydantic(key)]
        said[_place(tree, keys), f"{fault['msg']} (line {_line(root, keys)})"] = None
    yield from said


def _is_of_pydantic(key: int | str) -> bool:
    """A thing as a whole, or the name of the model that was chosen by its `kind`."""
    return key == _WHOLE or _MODEL.fullmatch(str(key)) is not None


def _place(tree: Any, keys: list[int | str]) -> str:
    """The way to it: keys, and the names of what stands in lists."""
    names = []
    for key in keys:
        tree = _inner(tree, key)
        named = isinstance(key, int) and isinstance(tree, dict)
        own = next((tree[name] for name in _NAMES if name in tree), key) if named else key
        names.append(str(own))
    return ".".join(names) or "file"


def _inner(tree: Any, key: int | str) -> Any:
    try:
        return tree[key]
    except (KeyError, IndexError, TypeError):
        return None


def _line(node: yaml.Node | None, keys: list[int | str]) -> int:
    """Where the place starts, or the innermost thing around it that is there."""
    if node is None:  # an empty file
        return 1
    for key in keys:
        inner = _inner_node(node, key)
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _inner_node(node: yaml.Node, key: int | str) -> yaml.Node | None:
    inner: dict[int | str, yaml.Node] = {}
    if isinstance(node, yaml.SequenceNode):
        inner = dict(enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        inner = {name.value: value for name, value in node.value}
    return inner.get(key)

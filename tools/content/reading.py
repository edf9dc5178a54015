"""All content of a project, each part read when a check first asks for it."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tools.content.documents import Document, parsed
from tools.content.model import Example, Problem, Reply
from tools.content.training_data import Part, is_training_data, read_training_data

SOURCES = "data/sources.yml"


class Content:
    """`files` are texts by path; `today` decides which reviews are overdue."""

    def __init__(self, files: Mapping[str, str], today: datetime.date) -> None:
        self.files = files
        self.today = today

    @cached_property
    def documents(self) -> list[Document]:
        return self._under("data/")

    @cached_property
    def phrase_documents(self) -> list[Document]:
        """What the tests say to the assistant and it has never seen."""
        return self._under("tests/phrases/")

    @cached_property
    def domain(self) -> dict[str, Any]:
        return dict(self.tree("domain.yml"))

    @cached_property
    def intents(self) -> list[str]:
        """Those of domain.yml; one with settings of its own is a mapping there."""
        return [str(next(iter(i))) if isinstance(i, dict) else i for i in self.domain["intents"]]

    def tree(self, path: str) -> Any:
        return parsed(path, self.files[path]).tree

    @cached_property
    def topics(self) -> list[str]:
        """The paths of the knowledge topics, one file each."""
        return [path for path in self.files if path.startswith("data/knowledge/")]

    @cached_property
    def replies(self) -> list[Reply]:
        return [part for part in self._parts if isinstance(part, Reply)]

    @cached_property
    def replies_by_name(self) -> dict[str, list[Reply]]:
        named: dict[str, list[Reply]] = {}
        for reply in self.replies:
            named.setdefault(reply.name, []).append(reply)
        return named

    @cached_property
    def variants(self) -> list[list[Reply]]:
        """The replies by name and condition: what differs by channel alone."""
        found: dict[tuple[str, str], list[Reply]] = {}
        for reply in self.replies:
            found.setdefault(reply.variant, []).append(reply)
        return list(found.values())

    @cached_property
    def examples(self) -> list[Example]:
        return [part for part in self._parts if isinstance(part, Example)]

    @cached_property
    def misfits(self) -> list[Problem]:
        """What training data holds beside replies and examples."""
        return [part for part in self._parts if isinstance(part, Problem)]

    @cached_property
    def unreadable(self) -> list[Problem]:
        yaml_files = [parsed(*file) for file in self.files.items() if file[0].endswith(".yml")]
        return [Problem(file.path, "file", file.fault) for file in yaml_files if file.fault]

    def _under(self, folder: str) -> list[Document]:
        return [parsed(*file) for file in self.files.items() if file[0].startswith(folder)]

    @cached_property
    def _parts(self) -> list[Part]:
        return [
            part
            for document in self.documents
            if is_training_data(document.tree)
            for part in read_training_data(document.path, document.tree)
        ]

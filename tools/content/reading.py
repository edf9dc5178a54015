"""All content of a project folder, each part read when a check first asks for it."""

import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from tools.content.documents import Document, read_document
from tools.content.model import Example, Problem, Reply
from tools.content.training_data import Part, is_training_data, read_training_data

SOURCES = "data/sources.yml"


class Content:
    """`today` decides which reviews are overdue."""

    def __init__(self, root: Path, today: datetime.date) -> None:
        self.root = root
        self.today = today

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Everything under data/, by path."""
        found = [read_document(file, self.root) for file in sorted(self.root.glob("data/**/*.yml"))]
        return {document.path: document for document in found}

    @cached_property
    def replies(self) -> list[Reply]:
        return [part for part in self._parts if isinstance(part, Reply)]

    @cached_property
    def examples(self) -> list[Example]:
        return [part for part in self._parts if isinstance(part, Example)]

    @cached_property
    def unreadable(self) -> list[Problem]:
        read = (*self.documents.values(), *self.phrase_documents)
        return [Problem(file.path, "file", file.fault) for file in read if file.fault]

    @cached_property
    def misfits(self) -> list[Problem]:
        return [part for part in self._parts if isinstance(part, Problem)]

    @cached_property
    def replies_by_name(self) -> dict[str, list[Reply]]:
        named: dict[str, list[Reply]] = {}
        for reply in self.replies:
            named.setdefault(reply.name, []).append(reply)
        return named

    @cached_property
    def topics(self) -> list[str]:
        """The paths of the knowledge topics, one file each."""
        return [path for path in self.documents if path.startswith("data/knowledge/")]

    @cached_property
    def domain(self) -> dict[str, Any]:
        return dict(read_document(self.root / "domain.yml", self.root).tree)

    @cached_property
    def phrase_documents(self) -> list[Document]:
        """What the tests say to the assistant and it has never seen."""
        return [read_document(f, self.root) for f in sorted(self.root.glob("tests/phrases/*.yml"))]

    def tree(self, path: str) -> Any:
        return self.documents[path].tree

    @cached_property
    def _parts(self) -> list[Part]:
        return [
            part
            for document in self.documents.values()
            if is_training_data(document.tree)
            for part in read_training_data(document.path, document.tree)
        ]

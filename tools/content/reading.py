"""All content of a project, each part read when a check first asks for it."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any, TypeVar

from tools.content.documents import Document, parsed
from tools.content.domain import PATH as DOMAIN
from tools.content.domain import Domain
from tools.content.model import Example, Problem, Reply, normalised
from tools.content.training_data import examples_in, is_training_data, replies_in

SOURCES = "data/sources.yml"

Model = TypeVar("Model")


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
    def domain(self) -> Domain:
        return self.read(DOMAIN, Domain)

    def tree(self, path: str) -> Any:
        return parsed(path, self.files[path]).tree

    def read(self, path: str, model: type[Model]) -> Model:  # noqa: ARG002 - it types the content
        """What stands in a file that fits its model, as the assistant reads it."""
        content: Model = parsed(path, self.files[path]).content
        return content

    @cached_property
    def topics(self) -> list[str]:
        """The paths of the knowledge topics, one file each."""
        return [path for path in self.files if path.startswith("data/knowledge/")]

    @cached_property
    def replies(self) -> list[Reply]:
        return [r for file in self.training_data for r in replies_in(file)]

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
        return [e for file in self.training_data for e in examples_in(file)]

    @cached_property
    def learnt(self) -> dict[str, Example]:
        """An example for each wording that is taught."""
        return {normalised(example.text): example for example in self.examples}

    @cached_property
    def retrieval_intents(self) -> set[str]:
        """Those whose reply Rasa finds by what the message asks for: `ask/cost` and the like."""
        return {e.intent.split("/")[0] for e in self.examples if "/" in e.intent}

    @cached_property
    def misfits(self) -> list[Problem]:
        """What is no YAML, or does not fit the model of its file."""
        yaml_files = [parsed(*file) for file in self.files.items() if file[0].endswith(".yml")]
        return [Problem(file.path, *fault) for file in yaml_files for fault in file.faults]

    @cached_property
    def training_data(self) -> list[Document]:
        documents = (document for document in self.documents if document.content is not None)
        return [document for document in documents if is_training_data(document.tree)]

    def _under(self, folder: str) -> list[Document]:
        return [parsed(*file) for file in self.files.items() if file[0].startswith(folder)]

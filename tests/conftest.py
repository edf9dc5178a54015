"""What the tests share: the model of the present content, and the whole assistant running."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.visitor import Visitor
from tools.assistant import Assistant
from tools.parse import Parser
from tools.train import up_to_date_model


@pytest.fixture(scope="session")
def model() -> Path:
    return up_to_date_model()


@pytest.fixture(scope="session")
def parser(model: Path) -> Parser:
    return Parser(model)


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant(tmp_path_factory.mktemp("assistant")) as running:
        yield running


@pytest.fixture
def visitor(assistant: Assistant) -> Iterator[Visitor]:
    with Visitor(assistant.url) as person:
        yield person

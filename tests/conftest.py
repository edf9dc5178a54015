"""What the tests share: the model of the present content, and the whole assistant running."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.provider_api import ProviderApi, provider_api, settings_for
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
def twilio() -> Iterator[tuple[ProviderApi, str]]:
    """The provider's API, and its address."""
    with provider_api() as running:
        yield running


@pytest.fixture(scope="session")
def api(twilio: tuple[ProviderApi, str]) -> ProviderApi:
    return twilio[0]


@pytest.fixture(scope="session")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("assistant")
    with Assistant(folder, **settings_for(twilio[1])) as running:
        yield running


@pytest.fixture
def visitor(assistant: Assistant) -> Iterator[Visitor]:
    with Visitor(assistant.url) as person:
        yield person

"""What the tests share: the model of the present content, and the whole assistant running."""

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from clinic.opening_hours import DAYS
from tests.away import database  # noqa: F401 - a fixture
from tests.channels import CHANNELS, Hear, person_on
from tests.postgres import postgres, postgres_server  # noqa: F401 - fixtures
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


def after_hours() -> dict[str, str]:
    """A clinic that takes no calls now, whenever that is."""
    other_day = DAYS[(datetime.now(timezone.utc).weekday() + 3) % len(DAYS)]
    return {"AVN_CLINIC_DIAL": "+15550100199", "AVN_CLINIC_HOURS": f"{other_day} 09:00-17:00"}


@pytest.fixture(scope="session")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, twilio: tuple[ProviderApi, str]
) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("assistant")
    with Assistant(folder, **settings_for(twilio[1]), **after_hours()) as running:
        yield running


@pytest.fixture(params=CHANNELS)
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hear(assistant: Assistant, channel: str) -> Iterator[Hear]:
    """Somebody on each channel."""
    with person_on(channel, assistant) as hear:
        yield hear


@pytest.fixture
def visitor(assistant: Assistant) -> Iterator[Visitor]:
    with Visitor(assistant.url) as person:
        yield person

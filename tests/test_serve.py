"""The server's short cuts (tools/serve.py) give what Rasa gives without them."""

import asyncio
from pathlib import Path

import pytest
import rasa.core.processor
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain

from tools import serve
from tools.parse import Parser

SENTENCES = (
    "how much does it cost and is it safe",
    "crushing chest pain, I cannot breathe",
    "I am 47 and it is the left hip",
    "/greet",
    "",
)


@pytest.fixture
def served(model: Path, monkeypatch: pytest.MonkeyPatch) -> Agent:
    for owner, name in ((Domain, "from_path"), (rasa.core.processor, "DaskGraphRunner")):
        monkeypatch.setattr(owner, name, getattr(owner, name))  # put back after the test
    serve.load_domain_unchecked()
    serve.run_planned()
    return Agent.load(model)


def test_domain_and_understanding_are_the_same(parser: Parser, served: Agent) -> None:
    assert served.domain.fingerprint() == parser._agent.domain.fingerprint()
    for sentence in SENTENCES:
        understood = asyncio.run(served.parse_message(sentence))
        assert understood == asyncio.run(parser._agent.parse_message(sentence))

"""The server's short cuts (tools/serve.py) give what Rasa gives without them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import rasa.core.processor
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.domain import Domain

from tools import serve
from tools.indexed_rules import among_few
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


def test_the_same_rules_apply(served: Agent) -> None:
    """To every conversation that is a rule's own, with its beginning and without."""
    nodes = served.processor.graph_runner._instantiated_nodes.values()
    policy = next(n._component for n in nodes if isinstance(n._component, RulePolicy))
    indexed = among_few(RulePolicy._get_possible_keys)
    for rules in (policy.lookup[RULES], policy.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]):
        assert indexed(policy, rules, []) == set(rules)
        for states in map(policy._rule_key_to_state, rules):
            for part in (states, states[1:], states[-1:]):
                assert indexed(policy, rules, part) == policy._get_possible_keys(rules, part)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "age", "value": 47}], "responses": [{"text": "a"}]},
        {"events": [{"event": "slot", "value": 47}]},
        {"events": [{"name": "age"}]},
        {"events": [], "responses": ["hello"]},
        {"events": None},
        [],
    ],
)
def test_the_answers_of_actions_are_judged_the_same(
    monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    refused = is_refused(answer)
    stock = RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", stock)  # put back after the test
    serve.check_answers_only()
    assert RemoteAction._validate_action_result is not stock
    assert is_refused(answer) == refused


def is_refused(answer: Any) -> bool:
    try:
        RemoteAction("action_sources", None)._validate_action_result(answer)
    except ValidationError:
        return True
    return False

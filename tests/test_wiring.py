"""That the parts fit together: Rasa hides some import errors, and layers must not reach into one
another."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tools.content.documents import parsed
from tools.content.training_data import is_training_data
from tools.train import TRAINING_DATA

PROJECT = Path(__file__).parent.parent
OURS = ("actions", "channels", "clinic", "dialogue", "nlu", "records", "tools")
MAY_IMPORT = {
    "clinic": {"clinic"},
    "nlu": {"nlu", "clinic"},
    "records": {"records", "clinic"},
    "actions": {"actions", "clinic", "records"},
    "channels": {"channels", "clinic", "records"},
    "dialogue": {"dialogue", "clinic", "records"},
}
FRAMEWORKS = ("rasa", "rasa_sdk", "spacy", "sanic")


def configured_classes() -> Iterator[str]:
    config = yaml.safe_load((PROJECT / "config.yml").read_text())
    yield from (part["name"] for part in config["pipeline"] + config["policies"])
    yield from yaml.safe_load((PROJECT / "credentials.yml").read_text())
    endpoints = yaml.safe_load((PROJECT / "endpoints.yml").read_text())
    yield from (part["type"] for part in endpoints.values() if "type" in part)


def imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("name", [n for n in configured_classes() if n.startswith(OURS)])
def test_every_configured_class_imports(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert isinstance(getattr(importlib.import_module(module), attribute), type)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_layers_import_downwards_only(layer: str) -> None:
    for path in (PROJECT / layer).rglob("*.py"):
        reached = imports(path) & set(OURS)
        assert reached <= MAY_IMPORT[layer], f"{path.name} imports {reached}"


@pytest.mark.parametrize("layer", ["clinic", "records"])
def test_clinic_and_records_know_no_framework(layer: str) -> None:
    for path in (PROJECT / layer).rglob("*.py"):
        assert not imports(path) & set(FRAMEWORKS), path.name


def test_every_custom_action_of_the_domain_exists() -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text())
    written = "".join(path.read_text() for path in (PROJECT / "actions").glob("*.py"))
    names = set(re.findall(r'return "((?:action|validate)_\w+)"', written))
    listed = [[a] if isinstance(a, str) else list(a) for a in domain["actions"]]
    assert names == {name for action in listed for name in action}


def test_the_form_fills_what_the_questionnaire_asks() -> None:
    from clinic.questionnaire import CONFIRMATION, questionnaire  # noqa: PLC0415

    domain = yaml.safe_load((PROJECT / "domain.yml").read_text())
    asked = [*questionnaire().order, CONFIRMATION]
    assert domain["forms"]["prescreen_form"]["required_slots"] == asked


def test_no_language_model_of_tensorflow_is_configured() -> None:
    config = (PROJECT / "config.yml").read_text()
    assert not re.search(r"DIET|TEDPolicy|UnexpecTED|ResponseSelector", config)


def test_a_change_of_anything_that_rasa_reads_trains_anew() -> None:
    counted = {path for pattern in TRAINING_DATA for path in PROJECT.glob(pattern)}
    for path in (PROJECT / "data").rglob("*.yml"):
        content = parsed(str(path), path.read_text(encoding="utf-8")).tree
        assert path in counted or not is_training_data(content), path

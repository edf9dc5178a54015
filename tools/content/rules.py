"""Checks on data/rules.yml: what a rule names is there. Rasa calls no action that it does not know,
and says nothing of it."""

from collections.abc import Iterator

from clinic.content.training_data import Rule, Step, TrainingData
from tools.content.domain import Domain, Slot
from tools.content.model import Problem
from tools.content.reading import Content

RULES = "data/rules.yml"
# Rasa's own, which the domain does not list.
_FALLBACK = "nlu_fallback"
_REQUESTED = "requested_slot"
_OWN_ACTIONS = ("action_listen", "action_restart", "action_deactivate_loop")


def rules_name_what_is_there(content: Content) -> Iterator[Problem]:
    for rule in _rules(content):
        for step in (*rule.condition, *rule.steps):
            for fault in _faults(step, content):
                yield Problem(RULES, rule.rule, fault)


def rules_stand_once(content: Content) -> Iterator[Problem]:
    names = [rule.rule for rule in _rules(content)]
    for twice in (name for at, name in enumerate(names) if name in names[:at]):
        yield Problem(RULES, twice, "the rule stands here twice")


def names_in_rules(content: Content) -> set[str]:
    """What rules do, and the forms that they open."""
    steps = [step for rule in _rules(content) for step in rule.steps]
    return {name for step in steps for name in (step.action, step.active_loop) if name}


def _rules(content: Content) -> list[Rule]:
    return list(content.read(RULES, TrainingData).rules)


def _faults(step: Step, content: Content) -> Iterator[str]:
    domain = content.domain
    if step.intent and step.intent not in (*domain.intents, _FALLBACK):
        yield f"{step.intent} is not an intent of domain.yml"
    for entity in step.entities:
        if entity not in domain.entity_names:
            yield f"{entity} is not an entity of domain.yml"
    if step.active_loop and step.active_loop not in domain.forms:
        yield f"{step.active_loop} is not a form of domain.yml"
    if step.action and not _can_be_done(step.action, content):
        yield f"{step.action} is no action of domain.yml, no form and no reply"
    for slots in step.slot_was_set:
        for name, value in slots.items():
            yield from _faults_of_slot(name, value, domain)


def _can_be_done(action: str, content: Content) -> bool:
    domain = content.domain
    is_retrieval = action.removeprefix("utter_") in content.retrieval_intents
    known = (*domain.action_names, *domain.forms, *_OWN_ACTIONS)
    return is_retrieval or action in known or action in content.replies_by_name


def _faults_of_slot(name: str, value: bool | str | None, domain: Domain) -> Iterator[str]:
    slot = domain.slots.get(name)
    if name == _REQUESTED:
        asked = {asked for form in domain.forms.values() for asked in form.required_slots}
        if value is not None and value not in asked:
            yield f"{name}: no form asks for {value}"
    elif slot is None:
        yield f"{name} is not a slot of domain.yml"
    elif not may_hold(slot, value):
        yield f"{name}: {value!r} is no value of this {slot.type} slot"


def may_hold(slot: Slot, value: bool | str | None) -> bool:
    if slot.type == "bool":
        return value is None or isinstance(value, bool)
    return value is None or slot.values is None or value in slot.values

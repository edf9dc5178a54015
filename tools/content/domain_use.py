"""Checks on domain.yml: what it lists is found, kept or done by something, and fits together."""

from collections.abc import Iterator

from tools.content.answers import answers_of_questions, asked_in_order, values_by_slot
from tools.content.code import names_in_code
from tools.content.domain import PATH as DOMAIN
from tools.content.domain import Domain, Mapping, Slot
from tools.content.model import Problem
from tools.content.reading import Content
from tools.content.rules import may_hold, names_in_rules

FORM = "prescreen_form"
CONFIRMATION = "answers_confirmed"


def slots_can_be_filled(content: Content) -> Iterator[Problem]:
    values = values_by_slot(content)
    for name, slot in content.domain.slots.items():
        known = values.get(name)
        if known and slot.initial_value is not None and slot.initial_value not in known:
            yield Problem(DOMAIN, name, f"cannot start as {slot.initial_value!r}")
        elif not may_hold(slot, slot.initial_value):
            yield Problem(DOMAIN, name, f"{slot.initial_value!r} is no value of it")
        for mapping in slot.mappings:
            for fault in _faults(mapping, slot, content.domain):
                yield Problem(DOMAIN, name, fault)


def forms_ask_for_slots(content: Content) -> Iterator[Problem]:
    for name, form in content.domain.forms.items():
        for slot in form.required_slots:
            if slot not in content.domain.slots:
                yield Problem(DOMAIN, name, f"asks for {slot}, which is no slot")


def questions_are_in_order(content: Content) -> Iterator[Problem]:
    """Each question has its file and its place; the form has the same ones."""
    order, files = asked_in_order(content), set(answers_of_questions(content))
    wanted = [*order, CONFIRMATION]
    if content.domain.forms[FORM].required_slots != wanted:
        yield Problem(DOMAIN, FORM, f"does not ask for {', '.join(wanted)}, in this order")
    for slot in sorted(files ^ set(wanted)):
        what = "has no place in the order" if slot in files else "has no file"
        yield Problem("data/prescreen/questions", slot, what)


def names_of_the_domain_are_used(content: Content) -> Iterator[Problem]:
    """What no code and no content knows by that name would never be found, kept or done."""
    domain, questions = content.domain, set(answers_of_questions(content))
    known = names_in_code(content) | questions | names_in_rules(content)
    for kind, names in (
        ("entity", domain.entity_names),
        ("slot", domain.slots),
        ("form", domain.forms),
        ("action", domain.action_names),
    ):
        for name in names:
            if name not in known:
                yield Problem(DOMAIN, name, f"nothing else knows this {kind}")


def _faults(mapping: Mapping, slot: Slot, domain: Domain) -> Iterator[str]:
    if (mapping.type == "from_entity") != (mapping.entity is not None):
        yield f"{mapping.type}: an entity belongs to from_entity"
    if mapping.entity and mapping.entity not in domain.entity_names:
        yield f"{mapping.entity} is not an entity"
    for intent in mapping.intents:
        if intent not in domain.intents:
            yield f"{intent} is not an intent"
    for circumstance in mapping.conditions:
        if circumstance.active_loop not in domain.forms:
            yield f"{circumstance.active_loop} is not a form"
    if not may_hold(slot, mapping.value):
        yield f"{mapping.value!r} is no value of it"

"""Checks that every reply that something says is written, and that something says every reply.

Where code builds the name of a reply from an id, the ids are read where they are kept."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from clinic.content.prescreen import RESULTS
from clinic.questionnaire import CONFIRMATION
from tools.content.answers import answers_of_questions
from tools.content.code import said_in_code
from tools.content.model import Problem
from tools.content.reading import Content

FORM = "prescreen_form"
CONTACT = "contact_form"
SYSTEM = "stage_system"  # asked for a stage that was given without one
CHANGED = f"{CONFIRMATION}_changed"  # the answers read back after a correction

_ORDER = "data/prescreen/questionnaire.yml"
_TERM_NAMES = "data/vocabulary/terms.yml"
_ADVICE = "data/prescreen/advice.yml"
_CROSS_WALK = "data/prescreen/cross_walk.yml"
_TERMS = "data/vocabulary/clinical_terms.yml"
_KEYPAD = "data/vocabulary/keypad.yml"
_RULES = "data/rules.yml"
_AGAIN = "_again"  # said instead of a reply that would be the same twice in a row


def replies_are_written(content: Content) -> Iterator[Problem]:
    retrieval = {f"utter_{intent}" for intent in content.retrieval_intents}
    for name, place in _said(content).items():
        if name not in content.replies_by_name.keys() | retrieval:
            yield Problem(place, name, "is not written")


def replies_are_said(content: Content) -> Iterator[Problem]:
    said = _said(content)
    for name, variants in content.replies_by_name.items():
        if name.removesuffix(_AGAIN) not in said:
            yield Problem(variants[0].path, name, "nothing says it")


def questions_have_a_place(content: Content) -> Iterator[Problem]:
    """A question that the order leaves out is never asked."""
    order = [*content.tree(_ORDER)["order"], CONFIRMATION]
    for question in _questions(content):
        if question not in order:
            yield Problem("domain.yml", question, f"has no place in {_ORDER}")


def _said(content: Content) -> dict[str, str]:
    """Every reply that may be said, and the file that says it."""
    named = dict.fromkeys(content.domain.action_names, "domain.yml")
    named |= dict.fromkeys(_in_rules(content.tree(_RULES)), _RULES)
    named |= said_in_code(content)
    named |= {f"utter_{e.intent}": e.path for e in content.examples if "/" in e.intent}
    named |= {f"utter_more/{PurePath(path).stem}": path for path in content.topics}
    named |= _forms(content) | _prescreen(content) | _advice(content)
    named |= {f"utter_keys_{place}": _KEYPAD for place in content.tree(_KEYPAD)}
    named |= {f"utter_call_alarm_goodbye_{alarm}": "domain.yml" for alarm in _alarms(content)}
    named |= {f"utter_alarm_reminder_{alarm}": "domain.yml" for alarm in _alarms(content)}
    return {name: place for name, place in named.items() if name.startswith("utter_")}


def _in_rules(tree: dict[str, Any]) -> Iterator[str]:
    steps = (step for rule in tree["rules"] for step in rule["steps"])
    return (step["action"] for step in steps if "action" in step)


def _forms(content: Content) -> dict[str, str]:
    """Every form asks for its slots; the contact form has a hint for each."""
    forms = content.domain.forms.items()
    asked = {f"utter_ask_{form}_{slot}" for form, own in forms for slot in own.required_slots}
    hints = {f"utter_hint_{slot}" for slot in content.domain.forms[CONTACT].required_slots}
    return dict.fromkeys(asked | hints, "domain.yml")


def _prescreen(content: Content) -> dict[str, str]:
    questions, answers = _questions(content), answers_of_questions(content)
    one_hip = [f"{slot}_hip" for slot in questions if answers[slot].per_hip]
    notes = {note for row in content.tree(_CROSS_WALK) for note in row["notes"]}
    in_full = (f"utter_ask_{FORM}", *(f"utter_{way}" for way in ("hint", "choices", "why")))
    return {
        **{f"{way}_{slot}": "domain.yml" for way in in_full for slot in questions},
        **{f"utter_meaning_{slot}": "domain.yml" for slot in questions},
        **{f"utter_again_{slot}": "domain.yml" for slot in (*questions, *one_hip, SYSTEM)},
        **{f"utter_ask_{FORM}_{name}": "domain.yml" for name in (*one_hip, CHANGED)},
        f"utter_hint_{SYSTEM}": "domain.yml",
        **{f"utter_term_{term}": _TERM_NAMES for term in content.tree(_TERM_NAMES)},
        **{f"utter_result_{result}": "clinic/results.py" for result in RESULTS},
        **{f"utter_review_{value}": _TERMS for value in _contraindications(content)},
        **{f"utter_cross_walk_{note}": _CROSS_WALK for note in notes},
    }


def _advice(content: Content) -> dict[str, str]:
    advice = content.tree(_ADVICE)
    questions = {question for row in advice["questions"].values() for question in row}
    questions.add(advice["personal_question"])
    return {
        **{f"utter_specialist_{who}": _ADVICE for who in advice["specialist"].values()},
        **{f"utter_specialist_also_{who}": _ADVICE for who in advice["also"].values()},
        **{f"utter_question_{question}": _ADVICE for question in questions},
    }


def _questions(content: Content) -> list[str]:
    return content.domain.forms[FORM].required_slots


def _contraindications(content: Content) -> set[str]:
    entries = content.tree(_TERMS)["entries"]
    values = {entry.get("value") for entry in entries if entry.get("slot") == "contraindications"}
    return {str(value) for value in values} - {"none", "unknown"}


def _alarms(content: Content) -> list[str]:
    slot = content.domain.slots["alarm"]
    return [alarm for alarm in slot.values or [] if alarm != slot.initial_value]

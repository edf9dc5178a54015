"""Checks on the conditions of replies: a variant for a value that nothing has is never said."""

from collections.abc import Iterator

from tools.content.answers import values_by_slot
from tools.content.model import Problem
from tools.content.reading import Content
from tools.content.rules import may_hold


def conditions_can_be_met(content: Content) -> Iterator[Problem]:
    values = values_by_slot(content)
    for reply in content.replies:
        for name, value in reply.slots:
            slot = content.domain.slots.get(name)
            known = values.get(name)
            if slot is None:
                yield reply.problem(f"{name} is not a slot of domain.yml")
            elif not may_hold(slot, value):
                yield reply.problem(f"{name} is never {value!r}")
            elif known is not None and value not in known:
                yield reply.problem(f"{name} is never {value!r}, only {', '.join(sorted(known))}")

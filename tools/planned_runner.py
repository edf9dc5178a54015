"""Runs the parts of the model in an order that is found once. Rasa's own runner hands them to dask,
which plans anew each of the three times that a message needs it, for a millisecond each time. Used
by tools/serve.py."""

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner

Plan = list[tuple[str, list[str]]]  # parts, and what each of them needs


class PlannedRunner(DaskGraphRunner):
    """Gives what Rasa's runner gives."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._plans: dict[tuple[str, ...], Plan] = {}

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        # A part takes each output with its name; a name alone tells it that there is none.
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for part, needs in self._plans[wanted]:
            outputs[part] = self._instantiated_nodes[part](*(outputs.get(n, n) for n in needs))
        return dict(outputs[part] for part in wanted)

    def _plan(self, wanted: tuple[str, ...]) -> Plan:
        parts = self._graph_schema.minimal_graph_schema(list(wanted)).nodes
        needs = {name: list(part.needs.values()) for name, part in parts.items()}
        return [
            (name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in needs
        ]

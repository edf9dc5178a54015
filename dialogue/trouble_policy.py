"""Says so when an action failed in the middle of a turn. Rasa notes the failure in its log and goes
on as if the action had had nothing to say: without this, the introduction of the questions would
stand there with no question after it.
"""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from dialogue.sure_policy import SurePolicy

TROUBLE = "utter_technical_trouble"
HELD = "utter_prescreen_hold"
_SAID = (TROUBLE, HELD)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class TroublePolicy(SurePolicy):
    """Follows an action of ours that left no trace; abstains from all else. Every action that
    worked leaves one: a slot, a loop or a reply."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 90}  # below the safety policy, above the rules

    def _next_action(self, tracker: DialogueStateTracker, domain: Domain) -> str | None:
        if tracker.latest_action_name in _SAID:
            return str(ACTION_LISTEN_NAME)
        if not _has_failed(tracker, domain):
            return None
        return HELD if tracker.active_loop_name else TROUBLE


def _has_failed(tracker: DialogueStateTracker, domain: Domain) -> bool:
    latest = tracker.events[-1] if tracker.events else None
    if not isinstance(latest, ActionExecuted):
        return False
    name = latest.action_name or ""
    is_ours = name in (*domain.form_names, *domain.user_actions)
    return is_ours and not name.startswith(UTTER_PREFIX)

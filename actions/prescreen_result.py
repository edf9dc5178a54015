"""Says the result of the pre-screen. What applies is decided in clinic/; every sentence stands in
data/prescreen/results.yml."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.prescreen import answers_so_far
from clinic.result_replies import parts
from clinic.results import results, stage_group_of

SPOKEN = "voice"


class PrescreenResult(Action):
    """For each hip what its stage means and whom to see; then what is common to both."""

    def name(self) -> str:
        return "action_prescreen_result"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        spoken = tracker.get_latest_input_channel() == SPOKEN
        answers = answers_so_far(tracker)
        for reply, places in parts(answers, spoken):
            dispatcher.utter_message(response=reply, **places)
        group = stage_group_of(results(answers))
        return [
            SlotSet("prescreen_finished", True),
            SlotSet("prescreen_stopped", False),
            SlotSet("stage_group", group),
        ]

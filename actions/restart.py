"""Rasa's own "restart", which comes before every rule and form: in the middle of the questions it
means these, from the first one on; else the whole conversation."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, Restarted
from rasa_sdk.executor import CollectingDispatcher

from actions.prescreen import answers_forgotten
from clinic.question_wording import FORM


class Restart(Action):
    def name(self) -> str:
        return "action_restart"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        if tracker.active_loop.get("name") == FORM:
            dispatcher.utter_message(response="utter_start_over")
            return [*answers_forgotten(tracker), FollowupAction(FORM)]
        dispatcher.utter_message(response="utter_restart")
        return [Restarted()]

"""Says the latest answer again."""

from itertools import takewhile
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher


class Repeat(Action):
    """What was said before the request, with its sources; help when nothing was."""

    def name(self) -> str:
        return "action_repeat"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        replies = latest_replies(tracker.events)
        for reply in replies:
            about = (reply.get("metadata") or {}).get("metadata")
            buttons = (reply.get("data") or {}).get("buttons")
            dispatcher.utter_message(text=reply["text"], buttons=buttons, metadata=about)
        if not replies:
            dispatcher.utter_message(response="utter_help")
        return []


def latest_replies(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies to the message before the latest one, in the order in which they were said."""
    spoken = [event for event in events if event["event"] in ("user", "bot")]
    earlier = reversed(spoken[:-1])
    return list(takewhile(lambda event: event["event"] == "bot", earlier))[::-1]

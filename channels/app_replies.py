"""Fits a reply to what Messenger, Telegram or Slack takes. What does not fit their interfaces is
dropped there, often in silence. Used by channels/messaging_apps.py."""

from dataclasses import dataclass
from typing import Any

EMPHASIS = "*"  # these connectors send it as it stands

Reply = dict[str, Any]


@dataclass(frozen=True)
class Fit:
    """How many buttons one message may have, how long their titles may be, and which kind of
    buttons Rasa's connector is to send."""

    most_buttons: int
    longest_title: int
    kind: str = "buttons"


FITS = {
    # A template with buttons holds three, and 640 characters; quick replies go with any text.
    # Meta takes 13 of them, the package fbmessenger 11.
    "facebook": Fit(11, 20, "quick_replies"),
    "telegram": Fit(100, 64),
    "slack": Fit(5, 75),
}


def fitted(reply: Reply, app: str) -> Reply:
    """Where there are too many buttons, the text lists what stands on them; it can be typed."""
    fit = FITS[app]
    text = reply["text"].replace(EMPHASIS, "").strip()
    buttons = reply.get("buttons") or []
    if len(buttons) > fit.most_buttons:
        titles = "\n".join(f"- {button['title']}" for button in buttons)
        return {"text": f"{text}\n\n{titles}"}
    shown = [
        {"title": shortened(button["title"], fit.longest_title), "payload": button["payload"]}
        for button in buttons
    ]
    # One under the other: Telegram takes eight in a row, and squeezes them.
    return {"text": text, fit.kind: shown, "button_type": "vertical"}


def shortened(title: str, longest: int) -> str:
    """Whole words as far as they fit."""
    if len(title) <= longest:
        return title
    return title[: longest + 1].rpartition(" ")[0] or title[:longest]

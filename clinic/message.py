"""One message of a person as the conversation's logic sees it: words, intent and findings. Made by
`actions/reading.py` out of a tracker's event."""

from collections.abc import Collection
from dataclasses import dataclass

from clinic.findings import Finding

ALL_CLEAR = "safe_now"
ALARMS = ("emergency", "urgent_symptom", "crisis")
# Said while a question is open, these ask for that question once more.
ASK_AGAIN = ("start_screening", "resume_screening", "repeat_please")
# Asked about the question itself: what is named in them is no answer to it.
ABOUT_THE_QUESTION = ("ask_reason", "ask_meaning", "go_back")
# What may answer a question, or may be meant to.
ANSWERS = ("inform", "affirm", "deny", "not_sure", "skip", "nlu_fallback")
SHORT = 20  # characters
OF_THE_CONVERSATION = ("term", "treatment", "choice", "follow_up", "stage_group")
# Requests to the assistant; a "no" or "skip" in them is no answer to the open question.
COMMANDS = (
    *ASK_AGAIN,
    "stop_screening",
    "human_handoff",
    "book_consult",
    "help",
    "delete_my_data",
    "stop_sms",
)


@dataclass(frozen=True)
class Message:
    """`topic` is `ask/<topic>` where it is a knowledge question; `at` in seconds since 1970. The
    intent of a message that ends an alarm is ALL_CLEAR, whatever the classifier makes of it."""

    id: str
    text: str
    at: float
    intent: str
    confidence: float
    topic: str | None
    findings: list[Finding]
    in_alarm: bool = False  # one stood when it was said

    @property
    def length(self) -> int:
        return len(self.text)

    @property
    def ends_alarm(self) -> bool:
        return self.in_alarm and self.intent == ALL_CLEAR

    @property
    def is_mostly_findings(self) -> bool:
        told = [found for found in self.findings if found.kind not in OF_THE_CONVERSATION]
        return sum(found.end - found.start for found in told) * 2 > self.length

    def is_digression(self, own: Collection[str]) -> bool:
        """Whether a rule answers it, for it is none of the form's `own` intents. What seems out of
        our field in so few words is rather an answer that does not fit, and would be asked again
        for ever."""
        if self.ends_alarm:
            return False
        is_short = self.intent == "out_of_scope" and self.length <= SHORT
        return self.intent not in (*ANSWERS, *own) and not is_short

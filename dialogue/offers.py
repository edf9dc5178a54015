"""What a reply offers to ask next, as buttons and in words: the topics that the question may have
been about, and those that its answer names as the next. Called by dialogue/clinic_replies.py."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ANSWERS = ("utter_ask/", "utter_more/")
ANSWER = ANSWERS[0]
CHOICES = 3
RUNNERS_UP, LIKELY_ENOUGH = 2, 0.08
MOST_OFFERED = 4
SPOKEN = "voice"
START = "utter_no_prescreen_open"  # its button starts the questions

Responses = Mapping[str, list[dict[str, Any]]]
Ranking = list[tuple[str, float]]  # topics and how likely each is meant
Buttons = list[dict[str, str]]


@dataclass(frozen=True)
class Offers:
    """`responses` are those of the domain, by name."""

    responses: Responses

    def next_questions(self, reply: str, ranking: Ranking) -> Buttons:
        """After an answer: what else the question may have meant, then what its topic names."""
        topic = reply.partition("/")[2]
        runners_up = [name for name, confidence in ranking if confidence >= LIKELY_ENOUGH]
        if topic not in runners_up:
            runners_up = []
        follow_ups = self._about(topic).get("follow_ups", [])
        others = [name for name in (*runners_up[: RUNNERS_UP + 1], *follow_ups) if name != topic]
        return list(self._buttons(list(dict.fromkeys(others))[:MOST_OFFERED]))

    def questions(self, reply: str) -> Buttons:
        """After an answer that the person's own stage would colour: the pre-screen."""
        topic = reply.partition("/")[2]
        if not self._about(topic).get("offers_questions"):
            return []
        return [dict(button) for button in self.responses[START][0]["buttons"]]

    def choices(self, ranking: Ranking) -> Buttons:
        """The topics that a question may be about, the likeliest first."""
        return list(self._buttons(name for name, _ in ranking[:CHOICES]))

    def _buttons(self, topics: Iterable[str]) -> Iterator[dict[str, str]]:
        for topic in topics:
            about = self._about(topic)
            yield {"title": about["title"], "payload": about["question"]}

    def _about(self, topic: str) -> Mapping[str, Any]:
        about: Mapping[str, Any] = self.responses[f"{ANSWER}{topic}"][0]["metadata"]
        return about


def in_words(choices: Buttons, channel: str) -> str:
    """ "1 Cost, 2 Insurance"; spoken "1, cost. 2, insurance"."""
    between, after_number = (". ", ", ") if channel == SPOKEN else (", ", " ")
    return between.join(
        f"{number}{after_number}{choice['title']}" for number, choice in enumerate(choices, 1)
    )

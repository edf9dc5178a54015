"""Pain from 0 to 10 ("7/10", "pain is an 8"), read for `nlu/quantities.py`. Scores that are no
score (11/10) are found too, so that their numbers are taken for nothing else."""

import re

from clinic.findings import Finding
from clinic.language.extents import Extents
from clinic.language.numbers import HEARD, NUMBER, number_value
from clinic.language.vocabulary import any_of, word_lists

_SCORE = rf"(?P<score>{NUMBER})"
_NOT_A_COUNT = (
    r"(?![\w%]|[./:]\d|\s*(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|hours?|minutes?|times|"
    r"percent|mg|pills)\b)"
)
_LINK = (
    r"(?:[\s:=,-]{1,3}(?:is|was|are|of|at|about|around|like|a|an|maybe|level|score|scale|rating|"
    r"usually|mostly|most\s+days|now|it|it['\u2019]s|its|say|i['\u2019]?d|would|be|probably|"
    r"roughly|rated|solid|steady|constant|easily|up|to|today|last\s+week)\b){0,6}[\s:=-]{1,3}"
)
_RULES = (
    (
        "out_of_ten",
        rf"(?<![\w./-])(?P<score>{NUMBER}|{HEARD}(?=\s+out\s+of))\s*(?:/\s*(?:10|ten)\b|(?:out\s+)?of\s+(?:10|ten)\b|on\s+(?:a|the)\s+(?:pain\s+)?scale)(?!/)",
    ),
    (
        "scale_first",
        rf"\b(?:1|0|one|zero)\s*(?:-|to)\s*(?:10|ten)\b[^.;!?\d]{{0,25}}?\b{_SCORE}{_NOT_A_COUNT}",
    ),
    (
        "pain_is",
        rf"\b(?:pain(?:['\u2019]?s)?|hurts|aches)\b{_LINK}(?<![\w.]){_SCORE}{_NOT_A_COUNT}",
    ),
    ("of_pain", rf"\b(?:a|an|level)\s+{_SCORE}\s+(?:for\s+|in\s+)?pain\b"),
)
_PATTERNS = tuple((cue, re.compile(rule, re.IGNORECASE)) for cue, rule in _RULES)
_LISTS = word_lists("pain_score")
_NO_PAIN = re.compile(
    rf"\b{any_of(_LISTS['none'])}\b(?!\s*{any_of(_LISTS['none_of_what'])})", re.IGNORECASE
)


def find_pain_scores(text: str) -> list[Finding]:
    """The middle of a range is rounded up: "6-7" is 7."""
    found: list[Finding] = []
    extents = Extents()
    for cue, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if extents.take(*m.span()):
                score = int(number_value(m["score"]) + 0.5)
                found.append(Finding("pain_score", score, m.start(), m.end(), cue))
    found += [
        Finding("pain_score", 0, m.start(), m.end(), "no_pain", uncertain=True)
        for m in _NO_PAIN.finditer(text.replace("\u2019", "'"))
    ]
    return sorted(found, key=lambda f: f.start)

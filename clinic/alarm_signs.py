"""What the grammars see in a message that may tell of an alarm, as words beside the person's own:
which pattern it holds, and how much of it is denied, past, supposed or of somebody else. The alarm
classifier (nlu/alarm_classifier.py) learns from both, so that a pattern is weighed by the words
around it. Pure."""

from collections.abc import Sequence

from clinic.assertion import Assertion, said_of_words
from clinic.triage import RedFlag

MARK = "qq"  # no word of a person begins so
KINDS = ("negated", "historical", "hypothetical", "family", "other_person", "uncertain")
MOSTLY = 0.5  # of the words
MOST_PATTERNS = 3


def with_signs(text: str, flags: Sequence[RedFlag]) -> str:
    """The text and, behind it, the signs."""
    said = [about for _, about in said_of_words(text)]
    found = [sign for kind in KINDS if (sign := _sign_of(kind, said))]
    return " ".join([text, *_signs_of_patterns(flags), *found])


def _signs_of_patterns(flags: Sequence[RedFlag]) -> list[str]:
    named = [f"{MARK}{flag.alarm}" for flag in flags[:MOST_PATTERNS]]
    return [*named, f"{MARK}flag", f"{MARK}{flags[0].tier}"] if flags else []


def _sign_of(kind: str, said: Sequence[Assertion]) -> str:
    share = sum(getattr(about, kind) for about in said) / (len(said) or 1)
    if not share:
        return ""
    return f"{MARK}most{kind}" if share > MOSTLY else f"{MARK}some{kind}"

"""What an answer to the check question means ("is any of this happening right now?"), which is
asked where something only may be an alarm. Pure; called by the safety policy.

Only a clear no clears it. A question back is met with the check question once more; whatever else
is said raises the alarm, for "since yesterday" and "just the foot" are no denials.
"""

from enum import Enum, auto

from clinic.all_clear import lifts_alarm
from clinic.assertion import without_denied
from clinic.language.contact import is_question

CRISIS = "crisis"


class Answer(Enum):
    NO = auto()
    QUESTION = auto()
    NO_DENIAL = auto()


def answer_to_check(text: str, tier: str, asked: str) -> Answer:
    """`asked` is the name of the check question, which decides what a plain no is the answer to."""
    if _is_clear_no(text, tier, asked):
        return Answer.NO
    return Answer.QUESTION if is_question(text) else Answer.NO_DENIAL


def _is_clear_no(text: str, tier: str, asked: str) -> bool:
    """Also "no chest pain or anything": a no, and all else is denied. In a crisis what is denied
    can be the message itself ("not tonight")."""
    if lifts_alarm(text, tier, asked):
        return True
    left = without_denied(text)
    return tier != CRISIS and left != text and lifts_alarm(left, tier, asked)

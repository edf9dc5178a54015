"""Whether a caller is the one who called before: the number that a call comes from proves nothing,
so the age that was given then has to be named. Pure; called by the channel voice."""

from collections.abc import Mapping, Sequence

from clinic.hips import Answers

MOST_TRIES = 2
_UNFIT = ("skipped", "unknown", None)


def earlier_call(candidates: Mapping[str, Answers], age: int | None) -> str | None:
    """The first conversation of those whose age this is; one without an age cannot be checked."""
    return next((name for name, answers in candidates.items() if _is_age(answers, age)), None)


def age_in(answers: Answers, digits: str | None) -> int | None:
    if digits is not None:
        return int(digits) if digits.isdecimal() and digits.isascii() else None
    age = answers.get("age")
    return age if isinstance(age, int) else None


def has_tries_left(tries: int) -> bool:
    """After so many wrong ones before."""
    return tries + 1 < MOST_TRIES


def is_unfinished(answers: Answers, open_forms: Sequence[str | None], form: str) -> bool:
    """Questions were answered, and they are open or were broken off."""
    return form in open_forms and any(answers.get(slot) is not None for slot in answers)


def _is_age(answers: Answers, age: int | None) -> bool:
    return age is not None and answers.get("age") not in _UNFIT and answers.get("age") == age

"""Whether a caller is the one who called before: the number that a call comes from proves nothing,
so the age that was given then has to be named. Pure; called by the channel voice."""

from collections.abc import Mapping

from clinic.hips import Answers

MOST_TRIES = 2


def earlier_call(candidates: Mapping[str, Answers], age: int) -> str | None:
    """The first conversation of those whose age this is; one without an age cannot be checked."""
    return next((name for name, answers in candidates.items() if answers.get("age") == age), None)


def has_tries_left(tries: int) -> bool:
    """After so many wrong ones before."""
    return tries + 1 < MOST_TRIES

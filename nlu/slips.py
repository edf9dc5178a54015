"""Whether a word is another one with a slip of the keyboard in it. Called by the components that
read what was typed or heard wrong."""

from spacy.matcher.levenshtein import levenshtein  # type: ignore[import-not-found]

_CHANGED_PLACES = 2  # letters
_SHORTEST = 4  # letters; a shorter word with one changed is another word


def is_slip_of(written: str, meant: str) -> bool:
    """One letter too many, too few or wrong, or two changed places; never the first."""
    if written[:1] != meant[:1]:
        return False
    if len(written) == len(meant) and sorted(written) == sorted(meant):
        return distance(written, meant) <= _CHANGED_PLACES
    return len(meant) >= _SHORTEST and distance(written, meant) <= 1


def distance(one: str, other: str) -> int:
    """How many letters have to change."""
    return int(levenshtein(one, other))

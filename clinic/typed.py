"""What a person typed or said, as words and nothing else. Called by every channel, before anything
decides on it: Rasa takes a text for a command where a slash is its first character after any white
space, so a person's words never begin with one."""

import unicodedata

COMMAND = "/"
SLASHES = "/\uff0f\u2044\u2215\u29f8"  # the solidus, and what looks like it
JOINERS = "\u200c\u200d"  # within words and emoji they mean something
BEGINNING = f" \t\n{SLASHES}{JOINERS}"
LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"


def as_words(text: str) -> str:
    """White space of every kind is a space or the end of a line, so that a phrase is found however
    its words are kept apart; what cannot be seen is gone, as with the marks that come along when a
    text is copied."""
    visible = "".join(map(_as_seen, text.replace("\r\n", "\n")))
    return visible.lstrip(BEGINNING).rstrip()


def _as_seen(character: str) -> str:
    if character in LINE_ENDS:
        return "\n"
    kind = unicodedata.category(character)
    if kind in ("Zs", "Cc"):
        return " "
    return "" if kind == "Cf" and character not in JOINERS else character

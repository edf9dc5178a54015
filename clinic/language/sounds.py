"""How a word sounds, roughly: what speech recognisers and people who spell by ear do not tell apart
has one key. Called by the spaCy components that read what was misheard or mistyped."""

import re

# In this order; a vowel counts only where the word opens with it.
_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"^(?:kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^wh"), "w"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^[aeiouy]+h?"), "A"),
    (re.compile(r"gh(?=t)"), ""),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|ch|sh"), "X"),
    (re.compile(r"qu|kw"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"(?<=.)[wh]"), ""),
    (re.compile(r"[aeiouy]"), ""),
)
# Voiced and unvoiced alike.
_ALIKE = str.maketrans("bdgcqvz", "ptkkkfs")
_DOUBLE = re.compile(r"(.)\1+")


def sound_of(word: str) -> str:
    key = word.lower()
    for written, sound in _SOUNDS:
        key = written.sub(sound, key)
    return _DOUBLE.sub(r"\1", key.translate(_ALIKE))

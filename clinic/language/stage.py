"""Stage expressions ("ficat 2b", "ARCO IIIA", "stage two steinberg", "fee cat two"), read for
`nlu/stage_expressions.py`. The value is `{"system": ..., "stage": "2b"}`, as in the contract."""

import re
from collections.abc import Iterator

from clinic.findings import Finding
from clinic.language.extents import Extents
from clinic.language.vocabulary import any_of, word_lists
from clinic.staging import Stage

_LISTS = word_lists("staging")
_NUMBERS = (
    ("0", "zero", "o"),
    ("1", "i", "one", "first", "1st", "won"),
    ("2", "ii", "two", "second", "2nd", "to", "too", "11"),
    ("3", "iii", "three", "third", "3rd", "tree", "free", "111"),
    ("4", "iv", "four", "fourth", "4th", "for", "fore", "iiii"),
    ("5", "v", "five", "fifth", "5th"),
    ("6", "vi", "six", "sixth", "6th"),
)
_STAGE_OF = {word: str(number) for number, words in enumerate(_NUMBERS) for word in words}
_LETTER_OF = {
    "a": "a",
    "b": "b",
    "c": "c",
    "ay": "a",
    "bee": "b",
    "be": "b",
    "see": "c",
    "sea": "c",
}

# "to", "for" and the like are misheard numbers only where the clause ends.
_CLAUSE_END = r"(?=\s*(?:$|[.,;!?)\n]))"
_MISHEARD = rf"(?:won|too?|fore?|tree|free){_CLAUSE_END}"
_ROMAN = r"(?:iv|vi|v|i{1,4})"
_WORD = r"(?:zero|one|two|three|four|five|six)"
# A letter apart from its number: "3 a" but not "stage 3 a year ago".
_AFTER_LETTER = (
    r"(?!['\u2019\w]|\s+(?!avn|on|in|and|by|per|left|right|hip|is|with|but|the|both|stage|arco|"
    r"ficat|steinberg|penn|upenn)\w)"
)
_LETTER = (
    r"(?:[abc]\b(?!['\u2019])|[\s-]+[bc]\b(?!['\u2019])|"
    rf"[\s-]+(?:a|bee|see|sea|ay){_AFTER_LETTER}|\s+be{_CLAUSE_END})"
)
_VALUE = rf"(?P<number>{_ROMAN}|{_WORD}|[0-6]|11|111)(?P<letter>{_LETTER})?(?![\w%°/]|[.,]\d|-\w)"
_HEARD = rf"(?:{_VALUE}|(?P<heard>{_MISHEARD}))"
_ORDINAL = r"(?P<number>first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)(?P<letter>)"

_SYSTEM = (
    "(?:"
    + "|".join(f"(?P<{system}>{any_of(names)})" for system, names in _LISTS["systems"].items())
    + r")(?:['\u2019]s)?"
)
_STAGE = r"(?:stages?|grades?|stg|staged)"
# Bounded, so that a run of spaces costs nothing.
_GAP = rf"(?:[\s:=,#\-\u2013]{{1,3}}{any_of(_LISTS['fillers'])}\b){{0,5}}[\s:=,#\-\u2013(]{{0,3}}"

# "Fee cat too bee": after a system, a misheard number with its letter.
_HEARD_LETTER = (
    rf"(?P<heard>won|too?|fore?|tree)(?P<letter>[\s-]+(?:[abc]|ay|bee|see|sea)){_CLAUSE_END}"
)

_FORMS = (
    ("system_stage", rf"\b{_SYSTEM}\b{_GAP}\b{_HEARD_LETTER}"),
    ("system_stage", rf"\b{_SYSTEM}\b{_GAP}\b{_HEARD}"),
    ("stage_system", rf"\b{_STAGE}{_GAP}\b{_VALUE}{_GAP}\(?\b{_SYSTEM}\b"),
    ("value_system", rf"(?<![\w.,/-]){_VALUE}{_GAP}\b{_SYSTEM}\b"),
    ("ordinal_stage", rf"\b{_ORDINAL}\s+stage\b(?!\s+of\s+(?:labou?r|grief|life))"),
    ("stage", rf"\b{_STAGE}[\s:=#\-\u2013]*(?:(?:is|was|of|a|number|level)\s+)?{_HEARD}"),
    (
        "avn_value",
        r"\b(?:avn|osteonecrosis)\s+(?P<number>ii|iii|iv|[1-4](?=[abc]))(?P<letter>[abc])?\b",
    ),
)
_RULES = tuple((cue, re.compile(form, re.IGNORECASE)) for cue, form in _FORMS)
_SYSTEM_ALONE = re.compile(rf"\b{_SYSTEM}\b", re.IGNORECASE)
# No V is one in "a v n", as recognisers write AVN.
_BARE = re.compile(
    rf"(?<![\w.,/-])(?P<number>i{{2,3}}|iv|vi?(?!\s+n\b)|{_WORD}(?=[\s-]+[abc]\b)|[0-6](?=[\s-]*[abc]\b))"
    rf"(?P<letter>{_LETTER})?(?![\w%°/])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?:{_STAGE}|{_SYSTEM}){_GAP}(?:{_ROMAN}|{_WORD}|[0-6])[abc]?\s*(?:-|\u2013|/|to|or)\s*(?:{_STAGE}\s*)?"
    rf"(?:{_ROMAN}|{_WORD}|[0-6])[abc]?\b",
    re.IGNORECASE,
)
_OTHER = re.compile(rf"\b{any_of(_LISTS['other_conditions'])}\b", re.IGNORECASE)
_PRONOUN_I = re.compile(
    r"['\u2019]|\s+(?:am|have|had|was|think|do|don|can|will|would|know|got|m|ve)\b"
)


def find_stages(text: str) -> list[Finding]:
    """Stages with or without their system. A bare "2b" or a system alone ("ficat") is uncertain:
    it answers only when the stage is asked; a system alone has no stage (None)."""
    found = [*_ranges(text)]
    extents = Extents((stage.start, stage.end) for stage in found)
    for cue, rule in (*_RULES, ("bare_stage", _BARE), ("system_alone", _SYSTEM_ALONE)):
        found += [s for s in _stages(text, cue, rule) if extents.take(s.start, s.end)]
    return sorted(found, key=lambda stage: stage.start)


def _ranges(text: str) -> Iterator[Finding]:
    """ "Stage 2 to 3" may straddle collapse: too vague, so unknown."""
    for m in _RANGE.finditer(text):
        if not _is_of_another_condition(text, m):
            yield Finding("stage", "unknown", m.start(), m.end(), "stage_range", uncertain=True)


def _stages(text: str, cue: str, rule: re.Pattern[str]) -> Iterator[Finding]:
    for m in rule.finditer(text):
        value = _value(m.groupdict())
        if value and not _is_pronoun(text, m) and not _is_of_another_condition(text, m):
            unsettled = cue in ("bare_stage", "system_alone")
            yield Finding("stage", value, m.start(), m.end(), cue, uncertain=unsettled)


def _value(parts: dict[str, str | None]) -> dict[str, str | None] | None:
    system = next((name for name in _LISTS["systems"] if parts.get(name)), "unknown")
    words = (parts.get("number") or parts.get("heard") or "").lower()
    if not words:
        return {"system": system, "stage": None}
    number = _STAGE_OF[words]
    letter = _LETTER_OF.get((parts.get("letter") or "").lower().strip(" -\t\n"), "")
    stage = next((s for s in (number + letter, number) if stage_exists(system, s)), None)
    return {"system": system, "stage": stage} if stage else None


def stage_exists(system: str, stage: str) -> bool:
    """A letter that its system does not have (ARCO 2b) is left out, not guessed."""
    try:
        Stage(system, stage)
    except ValueError:
        return False
    return True


def _is_pronoun(text: str, m: re.Match[str]) -> bool:
    """The I of "the stage I am in"."""
    if (m.groupdict().get("number") or "").lower() != "i":
        return False
    return bool(_PRONOUN_I.match(text, m.end("number")))


def _is_of_another_condition(text: str, m: re.Match[str]) -> bool:
    """ "Stage 3 kidney disease", "CKD stage 3", "Kellgren-Lawrence grade 3"."""
    if m.groupdict().keys() & _LISTS["systems"].keys() and any(
        m.group(system) for system in _LISTS["systems"]
    ):
        return False
    before = re.split(r"[.,;!?\n]|\band\b", text[max(0, m.start() - 30) : m.start()])[-1]
    after = re.split(r"[.,;!?\n]|\band\b", text[m.end() : m.end() + 25])[0]
    return bool(_OTHER.search(before) or _OTHER.search(after))

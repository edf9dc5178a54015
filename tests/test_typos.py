"""A typo in a content file is caught by the check, whatever file and place it is in; or it changes
nothing but words that only a reader can judge, and the place is in this list."""

from fnmatch import fnmatchcase
from random import Random

from tests.test_content import FILES, TODAY
from tests.typos import Typo, changed_places, typos
from tools.content.checks import OF_STRUCTURE
from tools.content.documents import parsed
from tools.content.reading import Content

# Words for people, words of people, and what nobody but its source can say.
ONLY_A_READER_CAN_JUDGE = {
    "*": (
        "nlu.#.examples",
        "responses.*.#.text",
        "responses.*.#.buttons.#.title",
        "responses.*.#.metadata.title",
        "responses.*.#.metadata.reviewed",
        "responses.*.#.metadata.answer.label",
        "responses.*.#.metadata.answer.low",
        "responses.*.#.metadata.answer.high",
        "responses.*.#.metadata.answer.choices.#.title",
        # The check reads these: what it lets pass means the same as before.
        "responses.*.#.buttons.#.payload",
        "responses.*.#.metadata.answer.choices.#.says",
    ),
    "data/rules.yml": ("rules.#.rule",),
    "data/chat/evidence_words.yml": ("*",),
    "data/chat/refusals.yml": ("*",),
    "data/records/wording.yml": (
        "title",
        *(f"{part}.*" for part in ("headings", "lines", "contact", "hips", "tiers", "systems")),
        *(f"{part}.*" for part in ("results", "reasons", "labels", "numbers", "durations")),
        *(f"{part}.*" for part in ("no_answer", "values")),
    ),
    "data/prescreen/questionnaire.yml": ("id", "version"),
    "data/prescreen/cross_walk.yml": ("#.ficat", "#.arco", "#.steinberg"),
    # Nothing else names this bound: it keeps a slip of the tongue out.
    "data/prescreen/questions/pain_duration.yml": ("answer.max",),
    # tests/clinic/test_emergency_numbers.py has each a second time.
    "data/safety/numbers.yml": ("*.emergency", "*.crisis", "*.poison"),
    # What people say; the phrases of the tests tell whether they are still understood.
    "data/safety/red_flags.yml": ("words.*", "concepts.#.phrases.#", "alarms.#.id"),
    "data/sources.yml": (
        *("#.title", "#.authors", "#.authors_note", "#.journal", "#.publisher", "#.year"),
        *("#.doi", "#.pmid", "#.url", "#.seen_at", "#.note"),
    ),
    "data/vocabulary/assertion.yml": (
        *("words.*", "cues.#.id", "cues.#.literal", "cues.#.pattern", "cues.#.scope"),
    ),
    "data/vocabulary/plain_words.yml": ("means.*", "digits.*.*", "key_words.#", "not_typos.#"),
    "data/vocabulary/numbers.yml": ("heard.*", "heard_alone.*"),
    "data/vocabulary/email.yml": ("joins.*",),
    "data/vocabulary/phone.yml": ("repeats.*",),
    "data/vocabulary/favourable_sources.yml": ("favourable_uncited.#",),
    "data/vocabulary/keypad.yml": ("*.number", "*.keys.*", "*.keys.*.words"),
    "data/vocabulary/*.yml": (*("entries.#.id", "entries.#.phrases.#", "*.#"),),
}
CONTENT = [path for path in FILES if path.startswith("data/") or path == "domain.yml"]
SEED = 20261124


def is_judged(path: str, place: str) -> bool:
    return any(
        fnmatchcase(path, pattern) and any(fnmatchcase(place, listed) for listed in places)
        for pattern, places in ONLY_A_READER_CAN_JUDGE.items()
    )


def is_caught(typo: Typo) -> bool:
    content = Content({**FILES, typo.path: typo.after}, TODAY)
    if parsed(typo.path, typo.after).faults:
        return True
    return any(next(check(content), None) for check in OF_STRUCTURE[1:])


def passes(typo: Typo) -> bool:
    """Neither caught nor listed; a comment, or the look of the file, changes no place at all."""
    document = parsed(typo.path, typo.after)
    places = list(changed_places(parsed(typo.path, typo.before).tree, document.tree))
    is_wording = all(is_judged(typo.path, place) for place in places)
    return not is_wording and not is_caught(typo)


def test_typos_are_caught_or_change_only_words() -> None:
    hand = Random(SEED)
    made = [typo for path in CONTENT for typo in typos(path, FILES[path], hand)]
    assert len(made) > 300
    assert [str(typo) for typo in made if passes(typo)] == []

"""A typo in a content file is caught by the check, whatever file and place it is in; or it changes
nothing but words that only a reader can judge, and the place is in this list."""

from fnmatch import fnmatchcase
from random import Random

from tests.test_content import FILES, TODAY
from tests.typos import Change, Typo, changes, typos
from tools.content.answers import question_of
from tools.content.checks import OF_STRUCTURE
from tools.content.documents import parsed
from tools.content.model import normalised
from tools.content.reading import Content
from tools.content.understood import CONSENT, answer_in

# Words for people, words of people, and what nobody but its source can say. The first that fits a
# file counts.
TRAINING_DATA = (
    "nlu.#.examples",
    "responses.*.#.text",
    "responses.*.#.buttons.#.title",
    "responses.*.#.metadata.title",
    "responses.*.#.metadata.reviewed",
    "responses.*.#.metadata.answer.label",
    "responses.*.#.metadata.answer.low",
    "responses.*.#.metadata.answer.high",
    "responses.*.#.metadata.answer.choices.#.title",
)
ONLY_A_READER_CAN_JUDGE = {
    "data/rules.yml": ("rules.#.rule",),
    "data/chat/evidence_words.yml": ("*",),
    "data/chat/refusals.yml": ("*",),
    "data/records/wording.yml": (
        "title",
        *(f"{part}.*" for part in ("headings", "lines", "contact", "hips", "tiers", "systems")),
        *(f"{part}.*" for part in ("results", "reasons", "labels", "numbers", "durations")),
        *("no_answer.*", "values.*.*"),
    ),
    "data/prescreen/questionnaire.yml": ("id", "version"),
    "data/prescreen/cross_walk.yml": ("#.ficat", "#.arco", "#.steinberg"),
    # Nothing else names this bound: it keeps a slip of the tongue out.
    "data/prescreen/questions/pain_duration.yml": (*TRAINING_DATA, "answer.max"),
    # tests/clinic/test_emergency_numbers.py has each a second time.
    "data/safety/numbers.yml": ("*.emergency", "*.crisis", "*.poison"),
    # What people say; the phrases of the tests tell whether they are still understood.
    "data/safety/red_flags.yml": ("words.*", "concepts.#.phrases.#", "alarms.#.id"),
    "data/safety/all_clear.yml": ("words.*", "lifts.*.#", "besides.#", "plain_no.#"),
    "data/sources.yml": (
        *("#.title", "#.authors", "#.authors_note", "#.journal", "#.publisher", "#.year"),
        *("#.doi", "#.pmid", "#.url", "#.seen_at", "#.note"),
    ),
    "data/vocabulary/assertion.yml": (
        *("words.*", "cues.#.id", "cues.#.literal", "cues.#.pattern", "cues.#.scope"),
    ),
    "data/vocabulary/plain_words.yml": ("means.*", "digits.*.*", "key_words.#", "not_typos.#"),
    "data/vocabulary/numbers.yml": (
        *("measures.#", "heard.*", "heard_alone.*", "said_*.#", "no_numbers.#", "number_slang.*"),
    ),
    "data/vocabulary/durations.yml": ("*.#", "fractions.*", "occasions.*", "events.*"),
    "data/vocabulary/misheard.yml": ("words.*.*.#", "ordinary.#", "systems.*.#", "no_systems.#"),
    "data/vocabulary/standing.yml": (),
    "data/vocabulary/email.yml": ("joins.*", "*.#"),
    "data/vocabulary/phone.yml": ("repeats.*", "*.#"),
    "data/vocabulary/phone_line.yml": ("*.#", "hints.*.#"),
    "data/vocabulary/choices.yml": ("*.#", "numbers.*.#", "numbers_by_text.*.#"),
    "data/vocabulary/staging.yml": ("*.#", "systems.*.#"),
    "data/vocabulary/treatments.yml": ("entries.#.id", "entries.#.phrases.#"),
    "data/vocabulary/favourable_sources.yml": ("favourable_uncited.#",),
    "data/vocabulary/keypad.yml": ("*.number", "*.keys.*", "*.keys.*.words"),
    "data/vocabulary/*.yml": ("entries.#.id", "entries.#.phrases.#", "*.#"),
    "domain.yml": (),
    "*": TRAINING_DATA,
}
SENT = (("payload",), ("says",))
REAL = Content(FILES, TODAY)
CONTENT = [path for path in FILES if path.startswith("data/") or path == "domain.yml"]
SEED = 20261124


def is_wording(path: str, change: Change) -> bool:
    of_file = next(p for file, p in ONLY_A_READER_CAN_JUDGE.items() if fnmatchcase(path, file))
    return any(fits(change.place, listed) for listed in of_file)


def fits(place: tuple[str, ...], listed: str) -> bool:
    names = listed.split(".")
    return len(place) == len(names) and all(map(fnmatchcase, place, names))


def is_read_the_same(path: str, change: Change) -> bool:
    """What a button sends, as it is understood in spite of the typo."""
    words = (change.before, change.after)
    is_sent = change.place[-1:] in SENT and all(isinstance(said, str) for said in words)
    slot = question_of(path) or CONSENT
    return is_sent and any(
        before is not None and before == after
        for before, after in (
            map(normalised, words),
            map(taught, words),
            (answer_in(said, slot) for said in words),
        )
    )


def taught(words: str) -> str | None:
    example = REAL.learnt.get(normalised(words))
    return example.intent if example else None


def is_caught(typo: Typo) -> bool:
    content = Content({**FILES, typo.path: typo.after}, TODAY)
    if parsed(typo.path, typo.after).faults:
        return True
    return any(next(check(content), None) for check in OF_STRUCTURE[1:])


def passes(typo: Typo) -> bool:
    """Neither harmless nor caught; a comment, or the look of the file, is no change at all."""
    trees = (parsed(typo.path, text).tree for text in (typo.before, typo.after))
    seen = (is_wording(typo.path, c) or is_read_the_same(typo.path, c) for c in changes(*trees))
    return not all(seen) and not is_caught(typo)


def test_typos_are_caught_or_change_only_words() -> None:
    hand = Random(SEED)
    made = [typo for path in CONTENT for typo in typos(path, FILES[path], hand)]
    assert len(made) > 300
    assert [str(typo) for typo in made if passes(typo)] == []

"""Finds the phrases of one vocabulary file in a spaCy document, the longest first; used by the
components for clinical terms and for replies."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from clinic.language.vocabulary import Entry, entries


class Phrase(NamedTuple):
    entry: Entry
    start: int  # characters
    end: int


def _always(_: Phrase) -> bool:
    return True


class PhraseFinder:
    def __init__(self, nlp: Language, vocabulary: str) -> None:
        # NORM makes "dont", "don't" and "do not" one; lower case is part of it.
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries = {entry.id: entry for entry in entries(vocabulary)}
        for entry in self._entries.values():
            self._matcher.add(entry.id, _read(nlp, entry.phrases))

    def __call__(self, doc: Doc, counts: Callable[[Phrase], bool] = _always) -> list[Phrase]:
        """Phrases of entries that have a slot. What does not count hides no shorter phrase."""
        words = _without_blanks(doc)
        offsets = [token.idx for token in doc if not token.is_space]
        found = {
            Phrase(
                self._entries[words.vocab.strings[key]],
                offsets[first],
                offsets[last - 1] + len(words[last - 1]),
            )
            for key, first, last in self._matcher(words)
        }
        return [p for p in _longest(p for p in found if counts(p)) if p.entry.slot]


def _read(nlp: Language, phrases: Iterable[str]) -> Any:
    """The norms of each, which the matcher takes in place of documents. The tokenizer parts a text
    at its blanks before all else, so each word has to be read once only: a document for each of
    75,000 phrases costs two seconds and 70 MB."""

    @cache
    def norms(word: str) -> list[int]:
        found: list[int] = nlp.make_doc(word).to_array("NORM").tolist()
        return found

    return [[norm for word in phrase.split() for norm in norms(word)] for phrase in phrases]


def _without_blanks(doc: Doc) -> Doc:
    """Double spaces and line breaks would otherwise stand between the words of a phrase."""
    if not any(token.is_space for token in doc):
        return doc
    kept = [token for token in doc if not token.is_space]
    words = Doc(doc.vocab, words=[token.text for token in kept])
    for word, token in zip(words, kept, strict=True):
        word.norm_ = token.norm_
    return words


def _longest(phrases: Iterable[Phrase]) -> list[Phrase]:
    """No two of different extent overlap; one phrase may stand in two entries."""
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for phrase in sorted(phrases, key=lambda p: (p.start - p.end, p.start, p.entry.id)):
        extent = (phrase.start, phrase.end)
        if all(taken.get(at, extent) == extent for at in range(*extent)):
            taken.update(dict.fromkeys(range(*extent), extent))
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.start)

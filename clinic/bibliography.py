"""What answers rest on: sources (data/sources.yml), looked up by id, and the grade of the evidence
in words. Channels show both."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from clinic.content.file import DATA, read
from clinic.content.sources import EvidenceWords, WrittenSource

SOURCES = DATA / "sources.yml"
_EVIDENCE = DATA / "chat/evidence_words.yml"


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography; `year` and `url` where they are known."""

    id: str
    title: str
    year: int | None
    url: str | None

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value}


@cache
def bibliography() -> dict[str, Source]:
    return {entry.id: _source(entry) for entry in read(SOURCES, list[WrittenSource])}


def cite(ids: Iterable[str]) -> list[Source]:
    """Raises KeyError for an unknown id; the content check finds those before a patient does."""
    return [bibliography()[source_id] for source_id in ids]


@cache
def evidence_in_words() -> dict[str, str]:
    """By grade, as in the `metadata` of an answer."""
    return read(_EVIDENCE, EvidenceWords).dict()


def _source(entry: WrittenSource) -> Source:
    return Source(entry.id, entry.title, entry.year, _address(entry))


def _address(entry: WrittenSource) -> str | None:
    if entry.doi:
        return f"https://doi.org/{entry.doi}"
    if entry.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{entry.pmid}/"
    return entry.url

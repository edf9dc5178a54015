"""What answers rest on: sources (data/sources.yml), looked up by id, and the grade of the evidence
in words. Channels show both."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parents[1] / "data"
SOURCES = _DATA / "sources.yml"
_EVIDENCE = _DATA / "chat/evidence_words.yml"


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
    entries = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    return {entry["id"]: _source(entry) for entry in entries}


def cite(ids: Iterable[str]) -> list[Source]:
    """Raises KeyError for an unknown id; the content check finds those before a patient does."""
    return [bibliography()[source_id] for source_id in ids]


@cache
def evidence_in_words() -> dict[str, str]:
    """By grade, as in the `metadata` of an answer."""
    words: dict[str, str] = yaml.safe_load(_EVIDENCE.read_text(encoding="utf-8"))
    return words


def _source(entry: dict[str, Any]) -> Source:
    return Source(entry["id"], entry["title"], entry.get("year"), _address(entry))


def _address(entry: dict[str, Any]) -> str | None:
    if "doi" in entry:
        return f"https://doi.org/{entry['doi']}"
    if "pmid" in entry:
        return f"https://pubmed.ncbi.nlm.nih.gov/{entry['pmid']}/"
    return entry.get("url")

"""The bibliography (data/sources.yml), and what goes with it in words."""

from typing import Literal

from clinic.content.file import Part
from clinic.content.scalars import Address, Doi, Pmid, SourceId, Words, Year


class WrittenSource(Part):
    id: SourceId
    title: Words
    type: Literal[
        "guideline",
        "regulator",
        "textbook",
        "retrospective",
        "systematic-review",
        "prospective-cohort",
        "registry",
        "insurer-policy",
        "rct",
    ]
    verified: Literal["page", "memory"]
    authors: Words | None = None
    authors_note: Words | None = None
    journal: Words | None = None
    publisher: Words | None = None
    year: Year | None = None
    doi: Doi | None = None
    pmid: Pmid | None = None
    url: Address | None = None
    seen_at: Words | None = None
    note: Words | None = None


class EvidenceWords(Part):
    """One for each grade of evidence."""

    strong: Words
    moderate: Words
    limited: Words
    very_limited: Words
    regulatory: Words
    expert: Words


class Refusals(Part):
    """What is said where a request cannot be taken."""

    session_refused: Words
    malformed: Words
    too_long: Words
    not_offered: Words
    not_found: Words
    too_many: Words
    unavailable: Words
    call_failed: Words

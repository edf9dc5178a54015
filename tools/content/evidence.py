"""Checks on what answers rest on: evidence grade, sources, review date, and both sides told."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from tools.content.model import Problem, Reply
from tools.content.placeholders import PLACEHOLDER
from tools.content.reading import Content
from tools.content.sources import bibliography

GRADES = ("strong", "moderate", "limited", "very_limited", "regulatory", "expert")
REVIEW_EVERY = datetime.timedelta(days=730)
BALANCE = "data/vocabulary/favourable_sources.yml"

_KEYS = ("evidence", "sources", "reviewed")
_TOPIC_KEYS = ("title", "question", "follow_ups", "offers_questions")  # read by topics.py
_OPTIONAL = ("alert", *_TOPIC_KEYS)
_CLAIMS = ("data/knowledge/", "data/safety/", "data/prescreen/results.yml")
# These replies say nothing medical: two headings, a lead-in, and the clinic's number.
_NO_CLAIM = (
    "utter_result_hip",
    "utter_result_both_hips",
    "utter_questions_intro",
    "utter_offer_contact",
)
# A year and a stage are names, not figures.
_NAMES = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d ?[a-c]\b|\b(?:stages?|grades?|ficat|arco|steinberg|and|or|to) \d\b",
    re.IGNORECASE,
)


def claims_have_metadata(content: Content) -> Iterator[Problem]:
    for reply in content.replies:
        claims = reply.path.startswith(_CLAIMS) and reply.name not in _NO_CLAIM
        if claims and not reply.claim:
            yield reply.problem("has no metadata")


def metadata_has_its_keys(content: Content) -> Iterator[Problem]:
    for reply, about in _with_metadata(content):
        for key in _KEYS:
            if not about.get(key):
                yield reply.problem(f"metadata lacks {key}")
        for key in about:
            if key not in _KEYS + _OPTIONAL:
                yield reply.problem(f"metadata has an unknown key {key!r}")


def metadata_is_the_same_on_every_channel(content: Content) -> Iterator[Problem]:
    for variants in content.variants:
        for reply in variants[1:]:
            if reply.claim != variants[0].claim:
                yield reply.problem(f"metadata differs from that of {variants[0].channel}")


def evidence_is_graded(content: Content) -> Iterator[Problem]:
    for reply, about in _with_metadata(content):
        grade = about.get("evidence", GRADES[0])
        if grade not in GRADES:
            yield reply.problem(f"evidence {grade!r} is not one of {', '.join(GRADES)}")


def reviews_are_current(content: Content) -> Iterator[Problem]:
    for reply, about in _with_metadata(content):
        fault = _fault_of_review(about.get("reviewed", content.today.isoformat()), content.today)
        if fault:
            yield reply.problem(fault)


def figures_are_verified(content: Content) -> Iterator[Problem]:
    """A figure that nobody has read in its source is not shown to a patient."""
    for reply, about in _with_metadata(content):
        figure = re.search(r"\d[\d.,%]*", _NAMES.sub("", PLACEHOLDER.sub("", reply.text)))
        entries = bibliography(content)
        read = [entries.get(source, {}).get("verified") for source in about.get("sources", [])]
        if figure and "page" not in read:
            yield reply.problem(f"{figure[0]!r} rests on no source with `verified: page`")


def favourable_results_are_balanced(content: Content) -> Iterator[Problem]:
    """Who tells of the hopeful studies tells of the blinded trials that found nothing, too."""
    known = content.tree(BALANCE)
    for reply, about in _with_metadata(content):
        sources = about.get("sources", [])
        harmless = known["cited_for_technique"].get(reply.name, [])
        hopeful = [s for s in sources if s in known["favourable"] and s not in harmless]
        if hopeful and not set(sources) & set(known["negative"]):
            wanted = " or ".join(known["negative"])
            yield reply.problem(f"cites {', '.join(hopeful)} without {wanted}")


def _with_metadata(content: Content) -> Iterator[tuple[Reply, dict[str, Any]]]:
    """A reply in another language says nothing medical; its metadata names the language."""
    return (
        (reply, reply.claim)
        for reply in content.replies
        if reply.claim and "language" not in reply.claim
    )


def _fault_of_review(reviewed: object, today: datetime.date) -> str | None:
    try:
        date = datetime.date.fromisoformat(str(reviewed))
    except ValueError:
        return f"reviewed {reviewed!r} is not a date"
    if not isinstance(reviewed, str):
        return f"reviewed {reviewed} needs quotes to be text"
    if date > today:
        return f"reviewed {reviewed} lies in the future"
    return f"reviewed {reviewed} is too long ago" if today - date > REVIEW_EVERY else None

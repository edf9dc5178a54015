"""Checks on what answers rest on: evidence grade, sources, review date, and both sides told."""

import datetime
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from clinic.content.vocabulary import FavourableSources
from tools.content.model import Problem, Reply
from tools.content.placeholders import PLACEHOLDER
from tools.content.reading import SOURCES, Content
from tools.content.sources import bibliography

REVIEW_EVERY = datetime.timedelta(days=730)
BALANCE = "data/vocabulary/favourable_sources.yml"

_KEYS = ("evidence", "sources", "reviewed")
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


def metadata_is_the_same_on_every_channel(content: Content) -> Iterator[Problem]:
    for variants in content.variants:
        for reply in variants[1:]:
            if reply.claim != variants[0].claim:
                yield reply.problem(f"metadata differs from that of {variants[0].channel}")


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


def balance_names_what_is_there(content: Content) -> Iterator[Problem]:
    known, balance = bibliography(content), content.read(BALANCE, FavourableSources)
    harmless = balance.cited_for_technique
    for source in (*balance.favourable, *balance.negative, *chain(*harmless.values())):
        if source not in known:
            yield Problem(BALANCE, source, f"is not in {SOURCES}")
    for source in balance.favourable_uncited:
        if source in known:
            yield Problem(BALANCE, source, f"stands in {SOURCES} now; move it to favourable")
    for reply in harmless:
        if reply not in content.replies_by_name:
            yield Problem(BALANCE, reply, "is no reply")


def _with_metadata(content: Content) -> Iterator[tuple[Reply, dict[str, Any]]]:
    """A reply in another language says nothing medical; its metadata names the language."""
    return (
        (reply, reply.claim)
        for reply in content.replies
        if reply.claim and "language" not in reply.claim
    )


def _fault_of_review(reviewed: str, today: datetime.date) -> str | None:
    date = datetime.date.fromisoformat(reviewed)
    if date > today:
        return f"reviewed {reviewed} lies in the future"
    return f"reviewed {reviewed} is too long ago" if today - date > REVIEW_EVERY else None

"""The page as plain text. Called by `tools.records`."""

from textwrap import fill

from clinic.record import Record
from records.exports.page import page_of

WIDTH = 100


def as_text(record: Record) -> str:
    page = page_of(record)
    parts = [page.title, page.origin]
    for section in page.sections:
        lines = (fill(line, WIDTH, subsequent_indent="  ") for line in section.lines)
        parts.append("\n".join((section.heading.upper(), *lines)))
    return "\n\n".join(parts) + "\n"

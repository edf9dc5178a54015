"""The page as a one-page PDF with a text layer, in letters of any European language. Called by
`tools.records`."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from clinic.record import Record
from records.exports.page import Page, page_of

FONT = "DejaVuSans"
MARGIN_MM = 14
LINE_HEIGHT = 1.25  # of the letters' height
TITLE, HEADING = 1.5, 1.15  # of the text's size
POINT_MM = 25.4 / 72
NOT_IN_FONT = "\N{REPLACEMENT CHARACTER}"
# Size in points, and how much of each answer's own words is kept: the first at which all stands on
# one page is taken; the JSON has every word.
SIZES = ((9.5, None), (8.5, None), (8.0, 300), (7.5, 200), (7.0, 120), (6.5, 90), (6.0, 60))


def as_pdf(record: Record) -> bytes:
    for size, longest in SIZES:
        document = _drawn(record, page_of(record, longest), size)
        if document.page_no() == 1:
            break
    return bytes(document.output())


def _drawn(record: Record, page: Page, size: float) -> FPDF:
    document = _blank(record, page)
    write = _writer(document)
    write(page.title, size * TITLE, "B")
    write(page.origin, size, "")
    for section in page.sections:
        document.ln(size * POINT_MM / 2)
        write(section.heading, size * HEADING, "B")
        for line in section.lines:
            write(line, size, "")
    return document


def _blank(record: Record, page: Page) -> FPDF:
    document = FPDF(format="A4")
    document.set_margin(MARGIN_MM)
    document.set_auto_page_break(True, MARGIN_MM)
    document.set_title(page.title)
    document.set_lang("en")
    document.set_creation_date(record.finished_at)
    document.add_font(FONT, "", _font_file(""))
    document.add_font(FONT, "B", _font_file("-Bold"))
    document.add_page()
    return document


def _writer(document: FPDF) -> Callable[[str, float, str], None]:
    def write(text: str, size: float, style: str) -> None:
        document.set_font(FONT, style, size)
        height = size * POINT_MM * LINE_HEIGHT
        document.multi_cell(
            0, height, _printable(text), align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    return write


def _printable(text: str) -> str:
    return "".join(sign if ord(sign) in _letters() else NOT_IN_FONT for sign in text)


@cache
def _letters() -> frozenset[int]:
    with TTFont(_font_file("")) as font:
        return frozenset(font.getBestCmap())


def _font_file(weight: str) -> Path:
    """DejaVu comes with matplotlib, which Rasa brings; found without importing it."""
    package = find_spec("matplotlib")
    if package is None or package.origin is None:
        raise FileNotFoundError(FONT)
    return Path(package.origin).parent / f"mpl-data/fonts/ttf/{FONT}{weight}.ttf"

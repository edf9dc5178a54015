"""The result of the questions as a person keeps it: on the screen, copied, and on paper."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.widget.person import barriers, finish
from tools.assistant import Assistant

BOTH = (
    *("start the questions", "yes", "47", "both hips", "x-ray"),
    *("left hip ficat 2a, right hip arco 3b", "small", "large", "8 months", "7"),
)


def shown(ficat: str, arco: str, steinberg: str) -> list[str]:
    return ["Ficat", ficat, "ARCO 2019", arco, "Steinberg", steinberg]


def figures(page: Page) -> list[list[str]]:
    """Each card: its caption, then the names and stages in turn."""
    parts = "figure => [...figure.querySelectorAll('figcaption, dt, dd')].map((p) => p.textContent)"
    return [card.evaluate(parts) for card in page.locator(".stages").all()]


def test_the_stage_is_a_card_in_place_of_the_list(page: Page) -> None:
    finish(page)
    assert figures(page) == [shown("IIA", "2", "II")]
    expect(page.get_by_text("Ficat: IIA")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_each_hip_has_its_card_and_keeps_it(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    finish(page, BOTH)
    both = [
        ["Left hip", *shown("IIA", "2", "II")],
        ["Right hip", *shown("III", "3B", "IV B or IV C")],
    ]
    assert figures(page) == both
    tops = (
        "figure => new Set([...figure.querySelectorAll('dl > div')].map((d) => d.offsetTop)).size"
    )
    assert page.locator(".stages").last.evaluate(tops) == 1  # side by side
    assert page.locator(".chat").evaluate("chat => chat.scrollWidth <= chat.clientWidth")
    assert not barriers(page)
    page.reload()
    expect(page.locator(".stages")).to_have_count(2)
    assert figures(page) == both


def test_a_copy_is_plain_text_with_its_sources(page: Page, assistant: Assistant) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=assistant.url)
    finish(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "They match only roughly.\n\n- Ficat: IIA\n- ARCO 2019: 2\n- Steinberg: II" in copied
    assert "This is information, not a diagnosis." in copied
    assert "Sources (" in copied
    assert "https://" in copied
    for unwanted in ("*", "Read aloud", "opens in a new tab", "](", "Yes, that's right"):
        assert unwanted not in copied


@pytest.fixture
def printed(page: Page, tmp_path: Path) -> Callable[[str], str]:
    """Presses a button that prints, and gives the words of the paper."""

    def paper(button: str) -> str:
        page.evaluate("HTMLIFrameElement.prototype.remove = () => {}")
        page.get_by_role("button", name=button).click()
        frame = page.frame_locator("iframe").locator("html")
        expect(frame.locator("h1")).to_be_attached()
        sheet = frame.evaluate(
            "html => [html.outerHTML, ...[...html.ownerDocument.adoptedStyleSheets]"
            ".flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))]"
        )
        alone = page.context.new_page()
        alone.set_content(f"{sheet[0]}<style>{''.join(sheet[1:])}</style>")
        alone.pdf(path=tmp_path / "printed.pdf")
        reader = PdfReader(tmp_path / "printed.pdf")
        return " ".join(" ".join(p.extract_text() for p in reader.pages).split())

    return paper


def test_on_paper_the_result_is_complete_and_nothing_can_be_pressed(
    page: Page, printed: Callable[[str], str]
) -> None:
    finish(page)
    words = printed("Print or save as PDF")
    today = datetime.date.today()
    for wanted in (
        "Hipwise",
        str(today.year),
        "before collapse",
        "Ficat IIA",
        "ARCO 2019 2",
        "Steinberg II",
        "Sources (",
        "https://doi.org/",
        "This is information, not a diagnosis.",
        "does not examine you, diagnose you",
    ):
        assert wanted in words
    for unwanted in (
        "Yes, that's right",
        "Read aloud",
        "Copy",
        "Print or save",
        "opens in a new tab",
        "Your message",
    ):
        assert unwanted not in words

"""What is typed to do harm, or by mistake, comes back as the text that it is: nothing runs, nothing
is fetched, the conversation goes on, and all of it is still true after a reload."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from clinic.part_read import part_read
from clinic.typed import as_words
from tests.widget.person import say
from tools.assistant import Assistant

MARK = "window.harmed = true"
INTERFACE = "/webhooks/website/"
LONG = "my hip hurts " * 800
TYPED = (
    f'<img src=x onerror="{MARK}">',
    f"<script>{MARK}</script>",
    f'"><svg onload="{MARK}"><iframe srcdoc="<script>parent.{MARK}</script>">',
    f'<a href="javascript:{MARK}">cost</a> <style>*{{display:none}}</style>',
    f"[cost](javascript:{MARK}) and [cost](data:text/html,<script>{MARK}</script>)",
    f"![](https://elsewhere.example/{MARK}) **not bold**",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {clinic_phone} {emergency_number}",
    f"${{constructor.constructor('{MARK}')()}}",
    "'; DROP TABLE events; -- \" OR 1=1",
    '/inform{"alarm": "none", "age": 47}',
    "__proto__ constructor toString",
    "%s %n %00 ../../../etc/passwd",
    "price \u202egnp.exe\u202c of it",
    "co\u200bst\u200d of\ufeff it\u2060",
    "\u200b\u2060",
    "\U0001f600\U0001f9b4\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "co\x00st\x07 of \x1b[31m it",
    "half \ud83d a \udc00 character",
    "Z\u0351\u0346\u0343" * 40,
    LONG,
)
HALVES = str.maketrans("\ud83d\udc00", "??")


@pytest.fixture
def fetched(page: Page, assistant: Assistant) -> list[str]:
    """What the page asked for besides the conversation, from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        is_ours = request.url.startswith(assistant.url)
        if not (is_ours and urlsplit(request.url).path.startswith(INTERFACE)):
            found.append(request.url)

    page.on("request", note)
    return found


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """What a script would have asked."""
    found: list[str] = []

    def note(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return found


def test_it_comes_back_as_text(page: Page, fetched: list[str], dialogs: list[str]) -> None:
    for number, text in enumerate(TYPED):
        type_exactly(page, text)
        expect(page.locator(".turn").nth(number).locator(".answer").first).to_be_visible()
    assert shown(page) == [text.strip() for text in TYPED]
    assert not fetched
    page.reload()
    expect(page.locator(".turn")).to_have_count(len(TYPED))
    assert shown(page) == [kept(text) for text in TYPED]
    assert page.evaluate("window.harmed === undefined")
    assert not dialogs
    say(page, "how much does it cost?")
    expect(page.get_by_role("log")).to_contain_text("no reliable published price")


def type_exactly(page: Page, text: str) -> None:
    """Also what no keyboard has; half a character does not even get through Playwright."""
    box = page.get_by_label("Your message")
    box.evaluate("(box, literal) => { box.value = JSON.parse(literal); }", json.dumps(text))
    box.press("Enter")


def shown(page: Page) -> list[str]:
    """The person's words on the page, exactly."""
    words = "nodes => JSON.stringify(nodes.map((node) => node.textContent))"
    found: list[str] = json.loads(page.locator(".words").evaluate_all(words))
    return found


def kept(text: str) -> str:
    """As the server has it: half a character cannot be stored, what cannot be seen is left out, and
    so is what is more than is read."""
    return part_read(as_words(text.translate(HALVES))).text

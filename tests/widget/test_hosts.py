"""The widget on somebody else's page: one line is enough, neither a strict policy nor hostile
styles break it, and it leaves nothing behind there."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widget.person import Faults, barriers, open_chat, say
from tools.assistant import Assistant

HTML = "<p><strong>Hello</strong> from the clinic.</p>"
REPLY = {"messages": [{"id": "1", "text": "**Hello** from the clinic.", "html": HTML}]}
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
}
HOSTILE = """
  * { all: unset !important; color: red !important; letter-spacing: 1em !important; }
  html { font-size: 2px !important; }
  div, aside, hip-chat { display: none !important; opacity: 0 !important; }
  button { position: absolute !important; left: -9999px !important; }
"""


def visit(
    page: Page, assistant: Assistant, head: str = "", script: str = "", **headers: str
) -> str:
    """Goes to a page of another origin that has the widget's line; gives the widget's origin."""
    source = assistant.url
    host = source.replace("127.0.0.1", "localhost") + "/host"
    line = f'<script src="{source}/widget.js" {script} defer></script>'
    body = "<main><h1>A clinic</h1></main>"
    html = f"<!doctype html><html lang=en><title>A clinic</title>{head}{line}{body}"
    page.route(
        host, lambda route: route.fulfill(body=html, content_type="text/html", headers=headers)
    )
    page.route(f"{source}/webhooks/website/*", _answer)
    page.goto(host)
    return source


def _answer(route: Route) -> None:
    """In place of the server, which would have to allow this origin."""
    is_session = route.request.url.endswith("/sessions")
    route.fulfill(json={"session": "token"} if is_session else REPLY, headers=ALLOWED)


def talk(page: Page) -> None:
    open_chat(page)
    say(page, "hello")
    expect(page.get_by_role("log")).to_contain_text("Hello from the clinic.")


def test_one_line_is_enough(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant)
    talk(blank)
    assert blank.context.cookies() == []


def test_a_strict_policy(blank: Page, assistant: Assistant) -> None:
    source = assistant.url
    policy = (
        f"default-src 'none'; script-src {source}; connect-src {source}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    visit(blank, assistant, **{"Content-Security-Policy": policy})
    talk(blank)


def test_hostile_styles(blank: Page, assistant: Assistant) -> None:
    visit(blank, assistant, head=f"<style>{HOSTILE}</style>")
    talk(blank)
    panel = blank.get_by_role("dialog").bounding_box()
    assert panel
    assert panel["width"] > 300
    size = blank.locator(".chat").evaluate("chat => parseFloat(getComputedStyle(chat).fontSize)")
    assert size == 17


def test_nothing_global(blank: Page, assistant: Assistant) -> None:
    blank.add_init_script("window.before = Object.getOwnPropertyNames(window)")
    visit(blank, assistant)
    talk(blank)
    names = "Object.getOwnPropertyNames(window).filter((name) => !before.includes(name))"
    assert blank.evaluate(names) == ["before"]


@pytest.mark.parametrize(("position", "is_left"), [("left", True), ("right", False)])
def test_attributes(blank: Page, assistant: Assistant, position: str, is_left: bool) -> None:
    chosen = f'data-position="{position}" data-title="Ask Ana" data-greeting="Good day!"'
    visit(
        blank,
        assistant,
        script=f'{chosen} data-colour="#ffd400" data-phone="+1 555 0100" data-open',
    )
    panel = blank.get_by_role("dialog", name="Ask Ana")
    expect(panel).to_contain_text("Good day!")
    expect(blank.get_by_role("link", name="Call the clinic")).to_have_attribute(
        "href", "tel:+15550100"
    )
    box = panel.bounding_box()
    assert box
    assert (box["x"] < 100) is is_left
    colours = "button => [getComputedStyle(button).backgroundColor, getComputedStyle(button).color]"
    send = blank.get_by_role("button", name="Send").evaluate(colours)
    assert send == ["rgb(255, 212, 0)", "rgb(0, 0, 0)"]
    assert blank.evaluate("document.activeElement === document.body")  # nobody asked for it
    assert not barriers(blank)


def test_without_a_number_there_is_no_call(page: Page) -> None:
    expect(page.get_by_role("link", name="Call the clinic")).to_have_count(0)


def test_a_chat_that_cannot_be_loaded_says_so(demo: Page, faults: Faults) -> None:
    demo.route("**/hip-chat.js", lambda route: route.abort())
    demo.get_by_role("button", name="Ask about your hip").click()
    demo.unroute("**/hip-chat.js")
    demo.get_by_role("button", name="The chat cannot be reached now").click()
    expect(demo.get_by_label("Your message")).to_be_focused()
    faults.clear()

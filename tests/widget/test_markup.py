"""Whatever a reply's HTML holds, the page shows words, lists and links, and runs nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.widget.person import say

SHOWN = """
  () => [...document.querySelector("hip-chat").shadowRoot.querySelectorAll(".turn .answer *")]
    .map(({ localName }) => localName)
"""


def hear(page: Page, html: str) -> None:
    reply = {"id": "1", "text": "plain words", "html": html}
    page.route(
        "**/webhooks/website/messages", lambda route: route.fulfill(json={"messages": [reply]})
    )
    say(page, "hello")
    expect(page.locator(".turn .answer")).to_be_visible()


def test_what_the_server_draws(page: Page) -> None:
    hear(
        page,
        "<p>A <strong>bold</strong> &amp; &lt;plain&gt; word</p>\n<ul>\n<li>one</li>\n</ul>\n"
        '<p><a href="https://a.example/?x=1&amp;y=2">site</a><br>\n<a href="tel:911">911</a></p>',
    )
    card = page.locator(".turn .answer")
    expect(card.locator("p").first).to_have_text("A bold & <plain> word")
    expect(card.get_by_role("listitem")).to_have_text("one")
    site = card.get_by_role("link", name="site (opens in a new tab)")
    expect(site).to_have_attribute("href", "https://a.example/?x=1&y=2")
    expect(site).to_have_attribute("rel", "noopener noreferrer")
    expect(card.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")


@pytest.mark.parametrize(
    "html",
    [
        "<script>document.title = 'run'</script>",
        "<img src=x onerror=\"document.title = 'run'\">",
        "<p onclick=\"document.title = 'run'\" style='color: red'>x</p>",
        "<svg onload=\"document.title = 'run'\"></svg>",
        "<iframe srcdoc=\"<script>parent.document.title = 'run'</script>\"></iframe>",
        "</p></div></div><style>* { display: none }</style>",
        '<a href="javascript:document.title = 1">x</a>',
        '<a href="data:text/html,x">x</a>',
    ],
)
def test_nothing_else_is_made(page: Page, html: str) -> None:
    hear(page, f"<p>before</p>{html}<p>after</p>")
    expect(page.locator(".turn .answer")).to_contain_text("after")
    made = set(page.evaluate(SHOWN))
    assert made <= {"span", "p", "a", "div", "button", "time"}
    assert page.locator(".turn .answer [onclick], .turn .answer [style]").count() == 0
    assert page.locator(".turn .answer a[href]").count() == 0
    assert page.title() != "run"


def test_a_reply_without_html_is_shown_as_it_is(page: Page) -> None:
    hear(page, "")
    expect(page.locator(".turn .answer p").first).to_have_text("plain words")

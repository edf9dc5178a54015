"""The HTML of replies: the light Markdown that writers use, numbers to call, nothing that runs."""

import re

import pytest

from channels.markup import as_html

NEW_TAB = 'target="_blank" rel="noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Bold** and *soft*.", "<p><strong>Bold</strong> and <em>soft</em>.</p>"),
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("[site](https://a.example)", f'<p><a href="https://a.example" {NEW_TAB}>site</a></p>'),
        ("[call](tel:911)", '<p><a href="tel:911">call</a></p>'),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ],
)
def test_what_writers_use(text: str, html: str) -> None:
    assert as_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hello)",
        "[x](vbscript:x)",
        "[x](//elsewhere.example)",
        '[x](https://a.example" onclick="alert(1))',
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    assert re.findall(r"<[^>]*>", as_html(text)) == ["<p>", "</p>"]


def test_numbers_to_call_become_links() -> None:
    html = as_html("Call 911 now, or 1-800-222-1222. Not 9115.", ["911", "1-800-222-1222"])
    assert '<a href="tel:911">911</a> now' in html
    assert '<a href="tel:18002221222">1-800-222-1222</a>' in html
    assert html.count("<a ") == 2

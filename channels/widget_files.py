"""Serves the chat widget (`widget/`): the full page at `/`, a clinic's page at `/demo`, the one
script that a website embeds, and what that script loads. Used by the website channel.

The scripts and styles are public and may be loaded by any website; the pages may not be framed.
"""

from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, file

from channels.incoming import refusal

WIDGET = Path(__file__).parent.parent / "widget"
FOLDER = "/widget/"
AT_ROOT = {"/": "index.html", "/demo": "demo.html", "/widget.js": "widget.js"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
PAGE_HEADERS = HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
}
PART_HEADERS = HEADERS | {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


async def widget_file(request: Request) -> HTTPResponse | None:
    """What the path names, or None where it is not the widget's."""
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path in AT_ROOT:
        return await _answer(AT_ROOT[request.path])
    if request.path.startswith(FOLDER):
        return await _answer(request.path.removeprefix(FOLDER))
    return None


async def _answer(name: str) -> HTTPResponse:
    path = WIDGET / name
    if path.parent != WIDGET or not path.is_file():
        return refusal("not_found", 404)
    return await file(path, headers=PAGE_HEADERS if path.suffix == ".html" else PART_HEADERS)

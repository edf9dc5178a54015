"""Serves the chat widget (`widget/`): the full page at `/`, a clinic's page at `/demo`, the one
script that a website embeds, and what that script loads, the clinic's number included. Used by the
website channel.

Files go out compressed, and not at all to a browser that has them.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels.incoming import Refused, refusal
from clinic.settings import read_settings
from clinic.telephone import numbers_in

WIDGET = Path(__file__).parent.parent / "widget"
FOLDER = "/widget/"
CLINIC = FOLDER + "clinic.json"
AT_ROOT = {"/": "index.html", "/demo": "demo.html", "/widget.js": "widget.js"}
FILES_KEPT = 64
NOT_MODIFIED = 304


@dataclass(frozen=True)
class Content:
    """`tag` names this state of the file, however it is encoded."""

    plain: bytes
    packed: bytes
    tag: str


def is_page(path: str) -> bool:
    return AT_ROOT.get(path, path if path.startswith(FOLDER) else "").endswith(".html")


def is_part(path: str) -> bool:
    """What pages of any website load."""
    return (path in AT_ROOT or path.startswith(FOLDER)) and not is_page(path)


async def widget_file(request: Request) -> HTTPResponse | None:
    """What the path names, or None where it is not the widget's."""
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path == CLINIC:
        return json_response(_clinic())
    if request.path in AT_ROOT:
        return _answer(request, AT_ROOT[request.path])
    if request.path.startswith(FOLDER):
        return _answer(request, request.path.removeprefix(FOLDER))
    return None


def _clinic() -> dict[str, str]:
    """What the widget has to know of the clinic: its number, where one is set."""
    numbers = numbers_in(read_settings().clinic_phone)
    return {"phone": numbers[0]} if numbers else {}


def _answer(request: Request, name: str) -> HTTPResponse:
    # No name that a stranger makes up, however long, reaches the file system.
    path = next((path for path in WIDGET.iterdir() if path.name == name), None)
    if path is None or not path.is_file():
        return refusal(Refused("not_found", 404))
    content = _content(path, path.stat().st_mtime_ns)
    headers = {"ETag": content.tag, "Vary": "Accept-Encoding"}
    if content.tag in _listed(request, "If-None-Match"):
        return HTTPResponse(status=NOT_MODIFIED, headers=headers)
    body = content.plain
    if "gzip" in _listed(request, "Accept-Encoding"):
        body, headers["Content-Encoding"] = content.packed, "gzip"
    return HTTPResponse(body, headers=headers, content_type=guess_type(name)[0] or "text/plain")


@lru_cache(maxsize=FILES_KEPT)
def _content(path: Path, _changed: int) -> Content:
    plain = path.read_bytes()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return Content(plain, gzip.compress(plain, mtime=0), f'W/"{digest}"')


def _listed(request: Request, header: str) -> list[str]:
    return [item.strip() for item in request.headers.get(header, "").split(",")]

"""Serves the chat widget (`widget/`): the full page at `/`, a clinic's page at `/demo`, the one
script that a website embeds, and what that script loads, the clinic's number included. Used by the
website channel.
"""

from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, file
from sanic.response import json as json_response

from channels.incoming import Refused, refusal
from clinic.settings import read_settings
from clinic.telephone import numbers_in

WIDGET = Path(__file__).parent.parent / "widget"
FOLDER = "/widget/"
CLINIC = FOLDER + "clinic.json"
AT_ROOT = {"/": "index.html", "/demo": "demo.html", "/widget.js": "widget.js"}


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
        return await _answer(AT_ROOT[request.path])
    if request.path.startswith(FOLDER):
        return await _answer(request.path.removeprefix(FOLDER))
    return None


def _clinic() -> dict[str, str]:
    """What the widget has to know of the clinic: its number, where one is set."""
    numbers = numbers_in(read_settings().clinic_phone)
    return {"phone": numbers[0]} if numbers else {}


async def _answer(name: str) -> HTTPResponse:
    path = WIDGET / name
    if path.parent != WIDGET or not path.is_file():
        return refusal(Refused("not_found", 404))
    return await file(path)

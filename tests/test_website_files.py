"""How the widget's files are served: small on the way, and once only."""

import gzip
from pathlib import Path

import httpx
import pytest

from tools.assistant import Assistant

WIDGET = Path(__file__).parent.parent / "widget"
PATHS = {"/": "index.html", "/widget.js": "widget.js", "/widget/hip-chat.css": "hip-chat.css"}


@pytest.mark.parametrize(("path", "name"), PATHS.items())
def test_what_arrives_is_the_file(assistant: Assistant, path: str, name: str) -> None:
    for encoding in ("gzip", "identity"):
        answer = httpx.get(assistant.url + path, headers={"Accept-Encoding": encoding})
        assert answer.content == (WIDGET / name).read_bytes()
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_it_is_compressed_for_who_can_read_that(assistant: Assistant) -> None:
    url = f"{assistant.url}/widget/hip-chat.css"
    with httpx.stream("GET", url, headers={"Accept-Encoding": "br, gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw) == (WIDGET / "hip-chat.css").read_bytes()
    plain = httpx.get(url, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers


def test_who_has_it_gets_nothing(assistant: Assistant) -> None:
    url = f"{assistant.url}/widget/hip-chat.js"
    first = httpx.get(url)
    again = httpx.get(url, headers={"If-None-Match": f'W/"old", {first.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert httpx.get(url, headers={"If-None-Match": 'W/"old"'}).status_code == 200


def test_a_question_without_its_answer(assistant: Assistant) -> None:
    answer = httpx.head(f"{assistant.url}/widget.js")
    assert (answer.status_code, answer.content) == (200, b"")

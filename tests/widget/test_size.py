"""The widget stays small: it is loaded by people on a phone, on somebody else's page."""

import gzip
from pathlib import Path

WIDGET = Path(__file__).parents[2] / "widget"
LIMIT = 30 * 1024
NOT_ON_A_CLINICS_PAGE = {"index.html", "page.css", "demo.html", "demo.css", "icon.svg"}


def test_at_most_30_kilobytes_gzipped() -> None:
    parts = [path for path in WIDGET.iterdir() if path.name not in NOT_ON_A_CLINICS_PAGE]
    assert sum(len(gzip.compress(path.read_bytes())) for path in parts) <= LIMIT

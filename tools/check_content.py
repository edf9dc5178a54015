"""Checks everything that is said to patients, and every phrase that teaches the assistant.

Usage: python -m tools.check_content (part of `make check`).
"""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tools.content.checks import problems
from tools.content.documents import read_files
from tools.content.reading import Content

PROJECT = Path(__file__).resolve().parent.parent
# A review dated today in New Zealand is not in the future anywhere else.
EARLIEST_TIME_ZONE = timezone(timedelta(hours=14))


def main() -> None:
    content = Content(read_files(PROJECT), datetime.now(EARLIEST_TIME_ZONE).date())
    found = problems(content)
    if found:
        sys.exit("\n".join(map(str, found)))
    topics, replies = len(content.topics), len(content.replies_by_name)
    examples = len(content.examples)
    print(f"content: {topics} topics, {replies} replies, {examples} examples, no problem")


if __name__ == "__main__":
    main()

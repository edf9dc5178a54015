"""The action server of an assistant that a test breaks."""

import time

import httpx

from tools.assistant import Assistant


def wait_until_healthy(assistant: Assistant) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{assistant.actions_port}/health").raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError("the action server did not come back")

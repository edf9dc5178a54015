"""A server on this machine that takes messages as Messenger, Telegram and Slack do, and refuses
what is beyond their limits. Rasa's own connectors are pointed at it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from aiogram.bot.api import TelegramAPIServer
from fbmessenger import MessengerClient
from rasa.core.channels.channel import OutputChannel
from rasa.core.channels.facebook import MessengerBot
from rasa.core.channels.slack import SlackBot
from rasa.core.channels.telegram import TelegramOutput

APPS = ("facebook", "telegram", "slack")
Button = tuple[str, str]  # what stands on it, what it sends


@dataclass
class AppServer:
    """`texts` and `buttons` are what was taken, `refused` what was not."""

    url: str = ""
    texts: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def clear(self) -> None:
        for taken in (self.texts, self.buttons, self.refused):
            taken.clear()

    def take(self, path: str, body: bytes, kind: str) -> None:
        fields = json.loads(body) if "json" in kind else dict(parse_qsl(body.decode()))
        read = _messenger if "/me/messages" in path else _telegram if "/bot" in path else _slack
        text, buttons, faults = read(fields)
        if faults:
            self.refused += faults
        elif text:
            self.texts.append(text)
            self.buttons += buttons

    def connector(self, app: str) -> OutputChannel:
        """Rasa's own, which sends to this server."""
        if app == "facebook":
            client = MessengerClient("token")
            client.graph_url = self.url
            return MessengerBot(client)
        if app == "telegram":
            telegram = TelegramOutput("1:token")
            telegram.server = TelegramAPIServer.from_base(self.url)
            return telegram
        slack = SlackBot("token")
        slack.client.base_url = f"{self.url}/"
        return slack


Read = tuple[str, list[Button], list[str]]


def _messenger(fields: dict[str, Any]) -> Read:
    """https://developers.facebook.com/docs/messenger-platform/reference/send-api"""
    message = fields.get("message", {})
    template = message.get("attachment", {}).get("payload", {})
    text = message.get("text") or template.get("text", "")
    given = message.get("quick_replies") or template.get("buttons", [])
    buttons = [(button["title"], button["payload"]) for button in given]
    return text, buttons, _beyond(
        text=len(text) > (640 if template else 2000),
        buttons=len(buttons) > (3 if template else 13),
        title=any(len(title) > 20 for title, _ in buttons),
        payload=any(len(payload) > 1000 for _, payload in buttons),
    )  # fmt: skip


def _telegram(fields: dict[str, Any]) -> Read:
    """https://core.telegram.org/bots/api#sendmessage"""
    text = fields.get("text", "")
    rows = json.loads(fields.get("reply_markup", "{}")).get("inline_keyboard", [])
    buttons = [(button["text"], button["callback_data"]) for row in rows for button in row]
    return text, buttons, _beyond(
        text=len(text) > 4096,
        buttons=any(len(row) > 8 for row in rows) or len(buttons) > 100,
        payload=any(not 1 <= len(payload.encode()) <= 64 for _, payload in buttons),
    )  # fmt: skip


def _slack(fields: dict[str, Any]) -> Read:
    """https://docs.slack.dev/reference/block-kit"""
    blocks = fields.get("blocks", [])
    given = [e for block in blocks for e in block.get("elements", [])]
    buttons = [(button["text"]["text"], button["value"]) for button in given]
    return fields.get("text", ""), buttons, _beyond(
        text=any(len(block["text"]["text"]) > 3000 for block in blocks if "text" in block),
        buttons=len(buttons) > 25,
        title=any(len(title) > 75 for title, _ in buttons),
        payload=any(len(payload) > 2000 for _, payload in buttons),
    )  # fmt: skip


def _beyond(**limits: bool) -> list[str]:
    return [name for name, is_beyond in limits.items() if is_beyond]


@contextmanager
def app_server() -> Iterator[AppServer]:
    server = AppServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            server.take(self.path, body, self.headers.get("Content-Type", ""))
            answer = json.dumps({"ok": True, "result": {"message_id": 1}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield server
        listening.shutdown()

"""What every response carries for the browser: which pages may read it and embed the chat, and how
little it may be trusted with. Used by the website channel."""

from sanic.request import Request
from sanic.response import HTTPResponse

from channels.widget_files import is_page, is_part

# Rasa answers OPTIONS itself, with nothing in it.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Of all that a browser lends to pages, the chat uses the clipboard only.
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "midi=(), payment=(), usb=()",
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
TLS = "https"
INTERFACE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}
# Scripts and styles are public; only the interface asks who wants to know.
PART = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Headers:
    """There is no cookie, so no response says that it may be read with credentials."""

    def __init__(self, allowed_origins: tuple[str, ...], public_url: str | None) -> None:
        self._origins = allowed_origins
        self._is_secure = (public_url or "").startswith(f"{TLS}://")
        self._page = {
            "Cache-Control": "no-cache",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Content-Security-Policy": " ".join([PAGE_POLICY, *allowed_origins]),
        }
        if not allowed_origins:
            # It cannot name origins.
            self._page["X-Frame-Options"] = "SAMEORIGIN"

    async def complete(self, request: Request, response: HTTPResponse) -> None:
        response.headers.update({**ALWAYS, **self._of_kind(request.path)})
        if self._is_secure or request.headers.get("X-Forwarded-Proto", "").strip().lower() == TLS:
            response.headers.update(SECURE)
        if self._origins:
            varies = response.headers.get("Vary")
            response.headers["Vary"] = f"{varies}, Origin" if varies else "Origin"
        if self._allows(request):
            response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                response.headers.update(PREFLIGHT)

    def _of_kind(self, path: str) -> dict[str, str]:
        if is_page(path):
            return self._page
        return PART if is_part(path) else INTERFACE

    def _allows(self, request: Request) -> bool:
        return request.headers.get("Origin") in self._origins

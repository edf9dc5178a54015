"""What every response carries for the browser: which pages may read it and embed the chat, and how
little it may be trusted with. Used by the website channel."""

from sanic.request import Request
from sanic.response import HTTPResponse

# Rasa answers OPTIONS itself, with nothing in it.
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Max-Age": "600",
}
ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
INTERFACE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Headers:
    """There is no cookie, so no response says that it may be read with credentials."""

    def __init__(self, allowed_origins: tuple[str, ...]) -> None:
        self._origins = allowed_origins
        self._page = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": " ".join([PAGE_POLICY, *allowed_origins]),
        }
        if not allowed_origins:
            # It cannot name origins.
            self._page["X-Frame-Options"] = "SAMEORIGIN"

    async def complete(self, request: Request, response: HTTPResponse) -> None:
        is_page = request.path == "/" or request.path.startswith("/webhooks/website/page/")
        response.headers.update({**ALWAYS, **(self._page if is_page else INTERFACE)})
        if self._origins:
            response.headers["Vary"] = "Origin"
        if self._allows(request):
            response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
            if request.method == "OPTIONS":
                response.headers.update(PREFLIGHT)

    def _allows(self, request: Request) -> bool:
        return request.headers.get("Origin") in self._origins

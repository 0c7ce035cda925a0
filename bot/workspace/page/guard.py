"""Who may use the page: whoever has its address with the token, from the page itself.

The page is on loopback, but every web page that somebody has open can send requests there, and
a name server can lead any name there. So the host must be loopback's own, the token known, and
whatever changes something must come from the page.
"""

import secrets

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_POLICY = (
    "default-src 'self'",
    "img-src 'self' data: https:",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """The token of one run, and the check of every request."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)
        self.port = 0

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies know no ports, so the port is in it."""
        return f"pilote_page_{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the page may be asked for."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def _headers(self) -> dict[str, str]:
        sockets = " ".join(f"ws://{host}" for host in self.hosts)  # to Safari no part of 'self'
        policy = (*_POLICY, f"connect-src 'self' {sockets}")
        return {**_HEADERS, "Content-Security-Policy": "; ".join(policy)}

    def let_in(self, response: web.StreamResponse) -> None:
        """Remember in the browser that the address with the token was opened."""
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="Strict", path="/")

    def knows(self, request: web.Request) -> bool:
        """Whether the token is there: in the cookie, or in the address when the page is opened."""
        given = request.cookies.get(self.cookie, "")
        if request.path == "/":
            given = request.query.get("token", given)
        return secrets.compare_digest(given.encode(), self.token.encode())

    def _is_foreign(self, request: web.Request) -> bool:
        reads = request.method in ("GET", "HEAD") and "Upgrade" not in request.headers
        origin = request.headers.get("Origin")
        ours = origin in {f"http://{host}" for host in self.hosts}
        return not ours and (origin is not None or not reads)

    @property
    def middleware(self) -> Middleware:
        """What every request passes."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.host not in self.hosts or self._is_foreign(request):
                return web.Response(status=403, text="This page answers to itself only.\n")
            if not self.knows(request):
                told = "Open the address that the terminal shows: it carries the key.\n"
                return web.Response(status=403, text=told)
            response = await handler(request)
            if not response.prepared:
                response.headers.update(self._headers)
            return response

        return check

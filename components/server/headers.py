"""Security headers on every answer, and a last net for requests that fail."""
import base64
import hashlib
import logging
import os
import re
import secrets
from pathlib import Path

import streamlit

from components.server import logs

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SORRY = b"This request could not be answered. Incident "


def inline_hashes() -> tuple[str, ...]:
    """CSP sources of the inline scripts in the installed Streamlit's page, computed so that an upgrade cannot break them."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy(framed_by: str = "", strict: bool = False) -> str:
    """The content security policy. `framed_by`: origins, separated by spaces, that may show the app in a frame; none by default.
    `strict`: no eval either. The app needs none; tools that measure a page from inside it do, so a public server turns it off."""
    evaluate = "" if strict else " 'unsafe-eval'"
    return "; ".join((
        "default-src 'self'", f"script-src 'self' {' '.join(inline_hashes())}{evaluate}", "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:", "font-src 'self' data:", "connect-src 'self'", "worker-src 'self' blob:", "frame-src 'none'",
        f"frame-ancestors {framed_by or chr(39) + 'none' + chr(39)}", "base-uri 'none'", "form-action 'self'", "object-src 'none'"))


def security() -> list[tuple[bytes, bytes]]:
    """The headers every answer carries."""
    named = {
        "content-security-policy": policy(os.environ.get("ROLESCOPE_FRAMED_BY", ""), os.environ.get("ROLESCOPE_CSP") == "strict"),
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
    }
    return [(name.encode(), value.encode()) for name, value in named.items()]


class Guard:
    """ASGI middleware: adds the headers to HTTP answers and turns a failed request into a plain one with an incident id."""

    def __init__(self, app):
        self.app = app
        self.added = security()
        self.names = {name for name, _ in self.added}

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def send_with_headers(message):
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in self.names]
                message = {**message, "headers": [*kept, *self.added]}
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as error:
            if started:
                raise
            await _answer_failure(error, scope, send_with_headers)


async def _answer_failure(error: Exception, scope, send) -> None:
    incident = secrets.token_hex(4)
    logs.event("request_failed", logging.ERROR, error, incident=incident, path=scope.get("path", ""))
    body = _SORRY + incident.encode() + b".\n"
    start = {"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"text/plain; charset=utf-8")]}
    await send(start)
    await send({"type": "http.response.body", "body": body})

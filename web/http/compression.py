"""Text leaves the server compressed for whoever accepts it, and with a tag so that what did not change is
not sent.

A page of Japanese text shrinks to about a sixth, which counts on a slow office network. No response holds
a secret beside text of the asker's choosing, so compression gives nothing away.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

_LEAST_BYTES = 1000
_TYPES = ("text/", "application/json", "image/svg+xml")


def register(app: Flask) -> None:
    """Tag and compress every text response."""

    @app.after_request
    def _finish(response: Response) -> Response:
        if response.status_code != 200 or not (response.mimetype or "").startswith(_TYPES):
            return response
        if response.direct_passthrough:  # a file of the page: small, and read here to be compressed
            response.direct_passthrough = False
            body = response.get_data()
            response.close()
            response.set_data(body)
        response.vary.add("Accept-Encoding")
        if request.method not in ("GET", "HEAD"):
            return _compressed(response)
        response.headers.setdefault("Cache-Control", "no-cache")
        response.add_etag(weak=True)
        response.make_conditional(request)
        return response if response.status_code == 304 else _compressed(response)


def _compressed(response: Response) -> Response:
    body = response.get_data()
    if len(body) < _LEAST_BYTES or request.accept_encodings["gzip"] <= 0:
        return response
    response.set_data(gzip.compress(body, compresslevel=5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response

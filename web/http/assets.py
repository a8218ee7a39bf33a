"""The page's own files under an address that changes with their content, so that a browser may keep them
for good.

The version stands in the folder of the address: what a script imports from beside it has the same
version. The plain addresses below `/static/` stay, for what other sites refer to.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, current_app, send_from_directory, url_for

blueprint = Blueprint("assets", __name__)


@blueprint.get("/assets/<version>/<path:name>")
def asset(version: str, name: str) -> Response:
    """A file of `static/`; one of another version than this server's is not to be kept."""
    response = send_from_directory(_folder(), name, max_age=None)
    if version == _version(_folder()):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def asset_url(name: str) -> str:
    """The address of a file of `static/`."""
    return url_for("assets.asset", version=_version(_folder()), name=name)


def _folder() -> str:
    return str(current_app.static_folder)


@cache
def _version(folder: str) -> str:
    digest = sha256()
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]

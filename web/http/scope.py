"""Which documents a request keeps to: `in`, once for each, in its address and in every address it leads to.

An address without `in` is about the newest edition of each plan for everybody; what a browser remembers of
an earlier choice only fills in the form of the first page (`web.pages.scope`).
"""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request

PARAMETER = "in"

_KEEPING = {
    "chat.conversation",
    "chat.otherwise",
    "chat.turn",
    "clip.rich",
    "clip.text",
    "embed.page",
    "embed_forms.forms",
    "files.answer_file",
    "files.conversation_file",
    "record.record",
}


def asked_scope() -> tuple[str, ...]:
    """The ids of the documents that this request keeps to, each once; empty where it names none."""
    return tuple(dict.fromkeys(one for one in request.args.getlist(PARAMETER) if one))


def register(app: Flask) -> None:
    """Have the addresses of answers keep to the documents that the request keeps to."""

    @app.url_defaults
    def _keep(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in _KEEPING and "q" in values and has_request_context():
            values.setdefault(PARAMETER, asked_scope())

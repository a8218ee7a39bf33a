"""`/healthz`: whether the server can answer, for the one who watches over it and for load balancers."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web.library import library

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 with what is loaded; 503 in the usual error shape while the index can't be used."""
    documents = library().index().documents()
    return jsonify(
        {"status": "ok", "documents": len(documents), "rows": sum(one.row_count for one in documents)}
    )

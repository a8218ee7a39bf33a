"""`/healthz`: whether the server can answer, for the one who watches over it and for load balancers."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from assistant.sources import differences
from web.library import library

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 with what is loaded, and where files have parted from it; 503 in the usual error shape, which says
    what is wrong, while the index can't be used.
    """
    index = library().index()
    documents = index.documents()
    parted = differences(current_app.config["KEIKAKU"], index)
    return jsonify(
        {
            "status": "ok",
            "documents": len(documents),
            "rows": sum(one.row_count for one in documents),
            "differences": [
                {"kind": one.kind, "document": one.document, "file": one.path.name} for one in parted
            ],
        }
    )

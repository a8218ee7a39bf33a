"""oEmbed (https://oembed.com, version 1.0): a wiki that knows it makes a frame of the address of an answer.

`/oembed?url=...` describes an answer page of this server, as JSON or XML; answer pages name it in their head.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

from flask import Blueprint, Response, abort, jsonify, request

from assistant.model.answer import Answer
from assistant.pins.pins import frame
from assistant.render.words import lines, single, told
from web.http.errors import RequestError
from web.http.files import base_url
from web.http.inputs import check_query_encoding, text_parameter
from web.http.scope import PARAMETER
from web.library import library

blueprint = Blueprint("oembed", __name__)

WIDTH = 640
LEAST_HEIGHT, MOST_HEIGHT = 120, 900
_MOST = 10_000
_LINE, _ROW, _SOURCE, _AROUND = 28, 34, 52, 76  # pixels: of a line, a table's row, a source, and the rest
_CHARACTER = 17  # pixels of a Japanese character


@blueprint.get("/oembed")
def oembed() -> Response:
    """The answer page `url` as a rich embed; 404 for an address that is none, 501 for an unknown format."""
    check_query_encoding()
    form = text_parameter("format", "json")
    if form not in ("json", "xml"):
        raise RequestError(501, "no_such_format")
    question, after, documents = _asked(text_parameter("url"))
    answer = library().ask(question, after, documents=documents)
    width = min(WIDTH, _size("maxwidth"))
    height = min(estimated_height(answer, width), _size("maxheight"))
    described = _described(answer, width, height)
    if form == "xml":
        return Response(_xml(described), content_type="text/xml; charset=utf-8")
    return jsonify(described)


@blueprint.app_template_global()
def oembed_links(address: str) -> list[tuple[str, str]]:
    """The media types and addresses by which an answer page is discovered, for the page's head."""
    url = base_url() + address.removeprefix(request.script_root)
    return [
        (media_type, f"{base_url()}/oembed?{urlencode({'format': form, 'url': url})}")
        for form, media_type in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    ]


def estimated_height(answer: Answer, width: int) -> int:
    """Pixels that the frame will need, nearly: what is in it tells its own height to pages that listen.

    Counted for the frame's own style: lines of text by the characters that fit, rows of the table, sources.
    """
    fit = max(width // _CHARACTER - 2, 10)
    texts = [line for line in lines(told(answer)) if line.strip()] + [single(note) for note in answer.notes]
    height = _AROUND + _LINE * sum(1 + len(line) // fit for line in texts)
    height += 70 * len(answer.gauges) + _LINE * len(answer.bars)
    if answer.table and not answer.bars:
        height += _ROW * (1 + len(answer.table.rows))
    height += _SOURCE * min(len(answer.citations), 3)
    return max(LEAST_HEIGHT, min(height, MOST_HEIGHT))


def _asked(address: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Question, earlier questions and documents kept to of an answer page of this server; NotFound for
    another address.
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address
        abort(404)
    known = (urlsplit(base_url()), urlsplit(request.host_url + request.script_root.strip("/")))
    homes = {(one.netloc.lower(), one.path.rstrip("/")) for one in known}
    path = parts.path.removesuffix("/embed").rstrip("/")
    if parts.scheme not in ("http", "https") or (parts.netloc.lower(), path) not in homes:
        abort(404)
    values = parse_qs(parts.query, keep_blank_values=True)
    if len(values.get("q", [])) != 1:
        abort(404)
    return values["q"][0], tuple(values.get("after", ())), tuple(dict.fromkeys(values.get(PARAMETER, ())))


def _size(name: str) -> int:
    text = text_parameter(name, str(_MOST))
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) > 0):
        raise RequestError(400, "bad_parameter", name=name, wanted=f"1–{_MOST}")
    return int(text)


def _described(answer: Answer, width: int, height: int) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": single(answer.question),
        "provider_name": "Keikaku",
        "provider_url": base_url() + "/",
        "cache_age": 3600,
        "html": frame(answer, base_url(), height, width=str(width), pinned=False).rstrip("\n"),
        "width": width,
        "height": height,
    }


def _xml(described: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in described.items():
        ElementTree.SubElement(root, name).text = str(value)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

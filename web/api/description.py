"""The OpenAPI description of the API, and the same as a page for people.

The description is the file `openapi.json`: data that a person can read, with the version filled in here.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from web.http.files import base_url
from web.views.given.contexts import ApiPage, OperationView, ParameterView

# The server that the examples of the file name.
_SAMPLE = "http://127.0.0.1:8000"


@cache
def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document as plain values."""
    document: dict[str, Any] = json.loads(
        files("web.api").joinpath("openapi.json").read_text(encoding="utf-8")
    )
    document["info"]["version"] = version("keikaku")
    return document


def api_page() -> ApiPage:
    """The description as a page, inside a request: operations in the order of the file, with the address of
    this server, then the shapes they give.
    """
    document = description()
    operations = tuple(
        _operation(path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    schemas = document["components"]["schemas"]
    return ApiPage(
        title=document["info"]["title"],
        description=document["info"]["description"],
        operations=operations,
        schemas=tuple((name, _properties(schema)) for name, schema in schemas.items()),
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> OperationView:
    parameters = [
        ParameterView(
            name=parameter["name"],
            kind=_kind(parameter["schema"]),
            required=parameter.get("required", False),
            description=parameter["description"],
        )
        for parameter in operation.get("parameters", [])
    ]
    body = operation.get("requestBody")
    if body:
        parameters += _properties(_resolved(body["content"]["application/json"]["schema"]))
    return OperationView(
        method=method.upper(),
        path=path,
        anchor=f"operation-{operation['operationId']}",
        summary=operation["summary"],
        description=operation["description"],
        parameters=tuple(parameters),
        statuses=tuple(
            (status, _resolved(response)["description"])
            for status, response in operation["responses"].items()
        ),
        example=operation["x-example"].replace(_SAMPLE, base_url()),
    )


def _properties(schema: dict[str, Any]) -> tuple[ParameterView, ...]:
    required = schema.get("required", [])
    return tuple(
        ParameterView(name, _kind(part), name in required, part.get("description", ""))
        for name, part in schema.get("properties", {}).items()
    )


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    """The part itself, or what its `$ref` names within the description."""
    found: dict[str, Any] = part
    if "$ref" in part:
        found = description()
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
    return found


def _kind(schema: dict[str, Any]) -> str:
    """A type in words, such as "list of text" or "Citation, or null"."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if "anyOf" in schema:
        return ", or ".join(_kind(part) for part in schema["anyOf"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    listed = f"list of {_kind(schema['items'])}" if "items" in schema else "list"
    words = {"string": "text", "integer": "whole number", "array": listed}
    return ", or ".join(words.get(name, str(name)) for name in types)

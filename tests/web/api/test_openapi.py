"""The description of the API holds for what the API really answers, whatever is sent to it."""

from __future__ import annotations

import re

import hypothesis
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from web.api.description import description

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]
EXAMPLES = 25


@pytest.fixture(scope="module")
def api(app: Flask) -> schemathesis.BaseSchema:
    """The description as this application serves it."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


# What takes no parameter can be sent nothing wrong.
SENDINGS = [
    (path, method, mode)
    for path, methods in description()["paths"].items()
    for method, operation in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or "parameters" in operation or "requestBody" in operation
]


@pytest.mark.parametrize(("path", "method", "mode"), SENDINGS)
def test_the_answers_are_as_described(
    api: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    """Statuses, types and shapes of answers are those of the description, also for requests that are
    wrong.
    """

    @hypothesis.settings(
        max_examples=EXAMPLES,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        derandomize=True,
    )
    @hypothesis.given(case=api[path][method].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    check()


def test_every_address_of_the_api_is_described(app: Flask) -> None:
    """What is served and what is described are the same, but for the description itself."""
    described = {
        (path, method.upper())
        for path, methods in app.test_client().get("/api/openapi.json").json["paths"].items()
        for method in methods
    }
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.endpoint not in {"api.openapi", "api.docs"}
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert described == served


def test_the_page_for_people_names_all_of_it(client: FlaskClient) -> None:
    """Every operation, parameter and shape of the description stands on the page."""
    document = client.get("/api/openapi.json").json
    html = client.get("/api/docs").get_data(as_text=True)
    assert document is not None
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"]
    for path, methods in document["paths"].items():
        assert f"<code>{path}</code>" in html
        for operation in methods.values():
            assert f'id="operation-{operation["operationId"]}"' in html
    for name in document["components"]["schemas"]:
        assert f"<code>{name}</code>" in html

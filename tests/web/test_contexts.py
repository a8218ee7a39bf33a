"""What templates are given: documented values, all of which a template reads, and nothing that is not
there.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered

import web
from tests.web.sample import ID
from tests.web.support import DOCUMENT
from web.views.given import compare_contexts, contexts, record_contexts, source_contexts, text_contexts

TEMPLATES = Path(web.__file__).parent / "templates"
VALUES = [
    value
    for module in (contexts, source_contexts, text_contexts, compare_contexts, record_contexts)
    for value in vars(module).values()
    if inspect.isclass(value) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__
]
PAGES = [
    ("/", "conversation.html", contexts.ConversationPage),
    ("/?q=RPAの達成率は&after=B評価の施策は？", "conversation.html", contexts.ConversationPage),
    ("/?q=", "conversation.html", contexts.ConversationPage),
    ("/?q=市民課のドローンの遅れている施策は", "conversation.html", contexts.ConversationPage),
    ("/otherwise?q=達成率の平均は&stage=1", "conversation.html", contexts.ConversationPage),
    ("/turn?q=担当課ごとの件数は", "turn.html", contexts.TurnPage),
    ("/record?q=情報政策課の遅れている施策は", "record.html", record_contexts.RecordPage),
    ("/record?q=達成率の平均は&after=RPAの目標は", "record.html", record_contexts.RecordPage),
    (f"/record?q=あ&answer={'0' * 16}&files={'0' * 16}", "record.html", record_contexts.RecordPage),
    ("/documents", "documents.html", source_contexts.DocumentsPage),
    (f"/documents/{DOCUMENT}", "document_table.html", source_contexts.TablePage),
    (f"/documents/{DOCUMENT}?q=RPA&rating=B", "document_table.html", source_contexts.TablePage),
    (f"/documents/{DOCUMENT}/rows/9-3", "document_row.html", source_contexts.RowPage),
    (f"/documents/{DOCUMENT}/overview", "document_overview.html", source_contexts.OverviewPage),
    (f"/documents/{DOCUMENT}/findings", "document_findings.html", source_contexts.FindingsPage),
    (f"/documents/{DOCUMENT}/text", "document_text.html", text_contexts.TextPage),
    ("/compare", "compare.html", compare_contexts.ComparePage),
    ("/api/docs", "api.html", contexts.ApiPage),
    ("/nothing", "error.html", contexts.ErrorPage),
]


@contextmanager
def rendered(app: Flask) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Collects (template, context) of what is rendered meanwhile."""
    found: list[tuple[str, dict[str, Any]]] = []

    def record(_sender: Flask, template: Any, context: dict[str, Any], **_extra: object) -> None:
        found.append((template.name, context))

    with template_rendered.connected_to(record, app):
        yield found


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("path", "template", "context"), PAGES)
def test_a_page_is_rendered_from_its_value(
    app: Flask, path: str, template: str, context: type, language: str
) -> None:
    """The template gets exactly the page's value, in both languages; an undefined name would be an error."""
    with rendered(app) as found:
        app.test_client().get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert [(name, type(values["page"])) for name, values in found] == [(template, context)]


def test_a_wide_table_is_rendered_from_its_value(sample_app: Flask) -> None:
    """Nine free columns are cut to those with a role, one page at a time, and shown in full on request."""
    with rendered(sample_app) as found:
        for query in ("", "?columns=all&page=2", "?around=120", "?around=nothing", "?page=99"):
            sample_app.test_client().get(f"/documents/{ID}{query}")
    pages = [values["page"] for _name, values in found]
    assert [(page.first, len(page.columns), page.hidden_columns) for page in pages] == [
        (1, 1, 8),
        (101, 9, 0),
        (101, 1, 8),
        (1, 1, 8),
        (101, 1, 8),
    ]
    assert (pages[0].previous, pages[0].following) == ("", f"/documents/{ID}?page=2")
    assert pages[1].previous == f"/documents/{ID}?page=1&columns=all"


COMPARED = (
    "",
    "?show=fallen",
    "?show=removed",
    "?from=plan-2023&to=plan-2022",
    "?from=plan-2022&to=plan-2022",
)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("query", COMPARED)
def test_a_comparison_is_rendered_from_its_value(editions_app: Flask, query: str, language: str) -> None:
    """Whole, narrowed, the other way round, and where nothing is compared."""
    with rendered(editions_app) as found:
        editions_app.test_client().get(f"/compare{query}", headers={"Accept-Language": language})
    assert [(name, type(values["page"])) for name, values in found] == [
        ("compare.html", compare_contexts.ComparePage)
    ]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_documented_and_frozen(value: type) -> None:
    """Each class says what it is, and can't be changed."""
    assert value.__doc__
    assert not value.__doc__.startswith(value.__name__ + "(")
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]  # every dataclass has it


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_field_is_read_by_a_template(value: type) -> None:
    """What no template reads is not handed over."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    read = set(re.findall(r"\.(\w+)", text)) | {"statuses", "schemas"}
    assert {field.name for field in dataclasses.fields(value)} - read == set()

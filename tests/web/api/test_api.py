"""The other reads of the API: documents, rows, search, suggestions, health."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.support import DOCUMENT


def test_documents_are_listed_with_their_counts(client: FlaskClient) -> None:
    """Id, title, year and the number of rows stand in the list."""
    assert client.get("/api/documents").json is not None
    (document,) = client.get("/api/documents").json["documents"]
    assert (document["id"], document["fiscal_year"], document["rows"]) == (DOCUMENT, 2023, 43)
    assert document["url"] == f"/documents/{DOCUMENT}"


def test_a_row_comes_with_its_rating_and_kpis(client: FlaskClient) -> None:
    """Row 9-3 has an inferred rating, and a KPI with target, actual and what is missing."""
    found = client.get("/api/rows/9-3").json
    assert found is not None
    (row,) = found["rows"]
    assert (row["number"], row["departments"], row["line"]) == ("9-3", ["情報政策課"], 78)
    assert [(rating["value"], rating["inferred"]) for rating in row["ratings"]] == [("B", True)]
    (kpi,) = row["kpis"]
    assert (kpi["target"]["value"], kpi["actual"]["value"], kpi["gap"], kpi["rate"]) == (40, 30, 10, 75)
    assert kpi["baseline"] is None


def test_a_row_of_another_document_is_not_found(client: FlaskClient) -> None:
    """`document` keeps to one document."""
    assert client.get("/api/rows/9-3", query_string={"document": "another"}).status_code == 404


def test_search_marks_the_words(client: FlaskClient) -> None:
    """The marks cut the words out of the text, whatever their width."""
    found = client.get("/api/search", query_string={"q": "ＲＰＡ", "limit": 3}).json
    assert found is not None
    assert 0 < len(found["results"]) <= 3
    for one in found["results"]:
        assert {one["text"][start:end] for start, end in one["marks"]} <= {"RPA", "ＲＰＡ"}
    assert "9-3" in {one["row"] for one in found["results"]}


def test_search_reaches_text_outside_tables(client: FlaskClient) -> None:
    """A passage names no row, comes once and opens its place in the text."""
    found = client.get("/api/search", query_string={"q": "年度計画どおり順調", "limit": 50}).json
    assert found is not None
    urls = [one["url"] for one in found["results"] if one["row"] is None]
    assert urls
    assert len(set(urls)) == len(urls)
    assert all(re.fullmatch(rf"/documents/{DOCUMENT}/text/(\d+)#text-\1", url) for url in urls)


def test_search_without_words_finds_nothing(client: FlaskClient) -> None:
    """Search syntax alone is no word and no error."""
    for words in ("", '"*', "NEAR("):
        response = client.get("/api/search", query_string={"q": words})
        assert response.status_code == 200


SUGGESTED = [
    ("じんじ", "人事課", 0),
    ("ｼﾞﾝｼﾞ", "人事課", 0),
    ("じんj", "人事課", 0),
    ("B評価で じょうほうせい", "情報政策課", 5),
    ("9-3", "AI・RPAの利用促進", 0),
    ("ＲＰＡ導入", "RPA導入業務数", 0),
    ("B", "B評価の施策は？", 0),
    ("目標", "目標に届いていないKPIは？", 0),
]


@pytest.mark.parametrize(("typed", "expected", "start"), SUGGESTED)
def test_what_is_typed_is_completed(client: FlaskClient, typed: str, expected: str, start: int) -> None:
    """Names are found by what is written, by how it sounds, and by number; the ending alone is replaced."""
    found = client.get("/api/suggest", query_string={"q": typed}).json
    assert found is not None
    assert (expected, start) in [(one["text"], one["start"]) for one in found["suggestions"]]


@pytest.mark.parametrize("typed", ["", "  ", "ぬるぽがっ", "。", "%"])
def test_what_completes_to_nothing_has_no_suggestions(client: FlaskClient, typed: str) -> None:
    """No name fits, so none is offered."""
    found = client.get("/api/suggest", query_string={"q": typed}).json
    assert found == {"query": typed, "suggestions": []}


@pytest.mark.parametrize("limit", ["0", "21", "x", "-1", "1.5", "٣", ""])
def test_a_limit_out_of_bounds_is_refused(client: FlaskClient, limit: str) -> None:
    """The message names the parameter and its bounds."""
    response = client.get("/api/suggest", query_string={"q": "あ", "limit": limit})
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["error"]["message"] == "limit は 1–20 で指定してください。"


def test_words_to_search_for_are_bounded(client: FlaskClient) -> None:
    """As a question, they have at most 500 characters."""
    response = client.get("/api/search", query_string={"q": "あ" * 501})
    assert response.status_code == 400


def test_health_says_what_is_loaded(client: FlaskClient) -> None:
    """One document with 43 rows, and no file that has parted from it."""
    assert client.get("/healthz").json == {"status": "ok", "documents": 1, "rows": 43, "differences": []}


def test_numbers_without_a_figure_stay_null(sample_app: Flask) -> None:
    """A row without KPIs and departments has empty lists, not nulls."""
    found = sample_app.test_client().get("/api/rows/5").json
    assert found is not None
    (row,) = found["rows"]
    assert (row["kpis"], row["departments"], row["year"]) == ([], [], None)

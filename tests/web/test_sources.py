"""The source pages: the table with its filters, a row with all that is known of it, overview and findings."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from shutil import copy

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

import corpus
from assistant.render.tabular.csv import BYTE_ORDER_MARK, guard
from corpus.document import Cell, Column, Finding, FindingKind, Locator, Rating, Role
from index.build.build import build
from index.records import DocumentInfo
from tests.web.sample import ID, sample_document
from tests.web.support import DOCUMENT, settings_for
from web import create_app
from web.messages import Messages
from web.pages import narrowing
from web.pages.sourcefile import source_lines
from web.views.documents.repairs import moves, repairs_of


def html_of(client: FlaskClient, path: str, **query: object) -> str:
    response = client.get(path, query_string=query)
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


def rows_in(html: str) -> list[str]:
    return re.findall(r'<tr id="row-([^"]+)">', html)


def test_the_table_has_every_row_with_its_anchor(client: FlaskClient) -> None:
    """43 rows under six sections."""
    html = html_of(client, f"/documents/{DOCUMENT}")
    assert len(rows_in(html)) == 43
    assert html.count('<tr class="section">') == 6
    assert "9-3" in rows_in(html)


FILTERS = [
    ({"rating": "B"}, ["1-4", "3-1", "9-3", "11-1", "11-2", "12-3"]),
    ({"rating": "B", "department": "大分市教育センター"}, ["11-1", "11-2"]),
    ({"q": "ＲＰＡ"}, ["9-3"]),
    ({"q": "RPA 火星"}, []),
    ({"kpi": "missed", "rating": "B"}, ["3-1", "9-3", "11-1", "11-2"]),
    ({"section": "情報セキュリティ対策"}, ["13-1", "13-2"]),
    ({"rating": "Z"}, []),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_filters_narrow_the_table(client: FlaskClient, query: dict[str, str], expected: list[str]) -> None:
    """Rows pass every filter at once; where none does, the page says so."""
    html = html_of(client, f"/documents/{DOCUMENT}", **query)
    assert rows_in(html) == expected
    assert f"43件のうち{len(expected)}件" in html


def test_the_narrowed_table_is_saved(client: FlaskClient) -> None:
    """The rows that the page shows, with every column, as Excel and CSV; the page leads to both."""
    address = {"rating": "B", "department": "大分市教育センター"}
    html = html_of(client, f"/documents/{DOCUMENT}", **address)
    links = re.findall(r'href="(/documents/[^"]*/table\.[^"]*)"|data-rich="([^"]*)"', html)
    excel, comma, cells, tab = (client.get(link) for pair in links for link in pair if link)
    book = openpyxl.load_workbook(io.BytesIO(excel.data))
    table = [["" if cell.value is None else cell.value for cell in row] for row in book["表"].iter_rows()]
    columns = dict(zip(*(table[0], table[1]), strict=True))
    assert [row[3] for row in table] == ["No.", "11-1", "11-2"]
    assert columns["担当課"] == "大分市教育センター"
    assert [cell.value for cell in book["回答"]["A"]][1:] == ["43件のうち2件"]
    assert [cell.value for cell in book["出典"]["F"]] == ["場所", "98行目", "99行目"]
    assert excel.headers["Content-Disposition"].startswith('attachment; filename="table.xlsx"')
    read = list(csv.reader(io.StringIO(comma.get_data(as_text=True).removeprefix(BYTE_ORDER_MARK))))
    assert read == [[guard(cell) for cell in row] for row in table]
    assert tab.get_data(as_text=True).count("\n") == cells.get_data(as_text=True).count("<tr>") == 3
    assert client.get(f"/documents/{DOCUMENT}/table.pdf").status_code == 404


def test_words_searched_for_are_marked(client: FlaskClient) -> None:
    """Whatever their width."""
    html = html_of(client, f"/documents/{DOCUMENT}", q="ｒｐａ")
    assert "<mark>RPA</mark>" in html


def test_an_inferred_rating_is_told_apart(client: FlaskClient) -> None:
    """Dashed, with a label in words and the printed ground; the printed ones plain."""
    html = html_of(client, f"/documents/{DOCUMENT}", rating="B")
    assert html.count('class="rating inferred"') == 1
    assert html.count('class="rating"') == 5
    assert "推定(印刷なし)" in html


def test_repaired_cells_say_what_was_printed(client: FlaskClient) -> None:
    """A text that slid names its printed column; left-over mark-up is shown as printed."""
    slid = html_of(client, f"/documents/{DOCUMENT}/rows/1-4")
    cleaned = html_of(client, f"/documents/{DOCUMENT}/rows/8-1")
    assert "列のずれ: 「スケジュール(年度) 2025以降」の列に印刷されていました。" in slid
    assert '<ul style="list-style-type: none">' in cleaned


def test_a_row_shows_the_line_of_its_file(client: FlaskClient) -> None:
    """As it stands there, tabs and all, with its number."""
    html = html_of(client, f"/documents/{DOCUMENT}/rows/9-3")
    lines = (
        (Path(corpus.__file__).parent / "documents" / f"{DOCUMENT}.txt")
        .read_text(encoding="utf-8")
        .split("\n")
    )
    assert lines[77] in html
    assert "78行目" in html


def test_a_row_leads_to_its_neighbours(client: FlaskClient) -> None:
    """The first has none before it, the last none after."""
    first = html_of(client, f"/documents/{DOCUMENT}/rows/1-1")
    last = html_of(client, f"/documents/{DOCUMENT}/rows/13-2")
    assert re.findall(r'rel="(prev|next)"', first) == ["next"]
    assert re.findall(r'rel="(prev|next)"', last) == ["prev"]


def test_the_overview_counts_what_the_document_counts(client: FlaskClient) -> None:
    """43 rows, 25 departments, 24 KPIs; A 37 and B 6, one of them inferred."""
    html = html_of(client, f"/documents/{DOCUMENT}/overview")
    numbers = re.findall(r"<dd>([\d,]+)</dd>", html)
    assert numbers[:3] == ["43", "25", "24"]
    assert re.findall(r'rating=[AB]">([AB])</a></span>.*?<span class="count">(\d+)</span>', html) == [
        ("A", "37"),
        ("B", "6"),
    ]
    assert "うち1件は印刷がなく、推定です。" in html


def test_the_overview_sums_up_what_it_leaves_out(tmp_path: Path) -> None:
    """More departments than bars are summed up; a document without ratings has no such chart."""
    document = sample_document()
    rows = tuple(replace(row, departments=(f"{row.number}課",), ratings=()) for row in document.rows[:30])
    path = tmp_path / "index.sqlite"
    build([replace(document, rows=rows, findings=())], path)
    client = create_app(settings_for(path)).test_client()
    html = html_of(client, f"/documents/{ID}/overview")
    assert "ほか5。" in html
    assert "評価の内訳" not in html
    assert "食い違うところもありませんでした" in html_of(client, f"/documents/{ID}/findings")


def test_findings_are_grouped_by_kind(client: FlaskClient) -> None:
    """Each kind has a heading, what it means, and its rows as links."""
    html = html_of(client, f"/documents/{DOCUMENT}/findings")
    assert "セルが隣の列にずれていたので、元の列に戻しました。" in html
    assert f'href="/documents/{DOCUMENT}/rows/9-3"' in html


def test_findings_that_change_answers_come_first(client: FlaskClient) -> None:
    """The index above has them by weight, and leads to one kind alone and back."""
    html = html_of(client, f"/documents/{DOCUMENT}/findings")
    headings = re.findall(r"<h2>([^<]+) <span", html)
    assert headings[0] == "評価の推定"
    assert headings[-1] == "結合セル"
    weights = re.findall(r'<span class="name">([^<]+)</span>', html)
    assert weights == ["回答に関わるもの", "読み取りを直したもの", "体裁だけのもの"]
    alone = html_of(client, f"/documents/{DOCUMENT}/findings", kind="inferred_rating")
    assert re.findall(r"<h2>([^<]+) <span", alone) == ["評価の推定"]
    assert 'aria-current="page">評価の推定' in alone
    assert "すべての気づき" in alone


def test_columns_without_an_entry_are_folded(tmp_path: Path) -> None:
    """They are shown with the others that are left out, by a link."""
    document = sample_document()
    rows = tuple(
        replace(row, cells=tuple(c for c in row.cells if c.column != "成果")) for row in document.rows
    )
    path = tmp_path / "index.sqlite"
    build([replace(document, rows=rows, findings=())], path)
    client = create_app(settings_for(path)).test_client()
    assert '<th scope="col">成果</th>' not in html_of(client, f"/documents/{ID}")
    assert '<th scope="col">成果</th>' in html_of(client, f"/documents/{ID}", columns="all")


@pytest.mark.parametrize(
    ("words", "told"), [("RPA導入", "<mark>RPA導入</mark>"), ("ぬるぽがっ", "どの資料にも見つかりません")]
)
def test_all_documents_are_searched(client: FlaskClient, words: str, told: str) -> None:
    """Cells and texts, with the words marked and a link to the place."""
    html = html_of(client, "/documents", q=words)
    assert told in html
    assert (f'href="/documents/{DOCUMENT}' in html.split("document-cards")[0].split('role="status"')[1]) == (
        "mark" in told
    )


def test_the_help_page_has_questions_of_these_documents(client: FlaskClient, sample_app: Flask) -> None:
    """They are answered; another library has others."""
    questions = re.findall(r'<button name="q" value="([^"]+)"', html_of(client, "/help"))
    assert len(questions) > 5
    for question in questions:
        assert client.get("/api/ask", query_string={"q": question}).get_json()["status"] == "answered"
    assert questions != re.findall(
        r'<button name="q" value="([^"]+)"', html_of(sample_app.test_client(), "/help")
    )


def test_the_api_page_names_this_server(client: FlaskClient) -> None:
    """Its examples can be run as they are."""
    html = client.get("/api/docs", base_url="http://localhost:8123").get_data(as_text=True)
    assert "http://localhost:8123/api/ask" in html
    assert "127.0.0.1:8000" not in html


def test_the_documents_page_tells_date_counts_and_findings(client: FlaskClient) -> None:
    """When it was indexed, and what it holds."""
    html = html_of(client, "/documents")
    assert re.search(r"索引の作成: \d{4}-\d\d-\d\d \d\d:\d\d \(\w+\)", html)
    assert re.findall(r"<dd>(\d+)</dd>", html)[:3] == ["43", "25", "24"]


def test_an_empty_index_has_an_empty_list(tmp_path: Path) -> None:
    """No document, no card, no date."""
    path = tmp_path / "index.sqlite"
    build([], path)
    client = create_app(settings_for(path)).test_client()
    assert "<li>" not in html_of(client, "/documents").split("document-cards")[1]
    for page in ("/", "/documents", "/help"):
        assert "keikaku add" in html_of(client, page)
    assert client.get("/").status_code == 200


def test_the_address_of_a_page_keeps_the_filters(sample_app: Flask) -> None:
    """The next page of a narrowed table is narrowed too."""
    html = html_of(sample_app.test_client(), f"/documents/{ID}", q="事業")
    assert f'href="/documents/{ID}?page=2&q=事業"' in html.replace("%E4%BA%8B%E6%A5%AD", "事業")


def info(digest: str) -> DocumentInfo:
    return DocumentInfo(DOCUMENT, "", "", "", f"{DOCUMENT}.txt", digest, None, 0, "")


def test_a_file_that_is_not_the_one_indexed_shows_no_line(tmp_path: Path) -> None:
    """Another digest, a file that is gone, a line beyond its end, no line, no text: nothing is shown."""
    from hashlib import sha256

    copy(Path(corpus.__file__).parent / "documents" / f"{DOCUMENT}.txt", tmp_path)
    digest = sha256((tmp_path / f"{DOCUMENT}.txt").read_bytes()).hexdigest()
    assert len(source_lines(info(digest), Locator(line=1), [tmp_path])) == 1
    assert source_lines(info("0" * 64), Locator(line=1), [tmp_path]) == ()
    assert source_lines(info(digest), Locator(line=1), [tmp_path / "elsewhere"]) == ()
    assert source_lines(info(digest), Locator(line=999_999), [tmp_path]) == ()
    assert source_lines(info(digest), Locator(sheet="表", cell="A1"), [tmp_path]) == ()
    binary = b"\x00\xff\xfe\x81\x00"
    (tmp_path / f"{DOCUMENT}.txt").write_bytes(binary)
    assert source_lines(info(sha256(binary).hexdigest()), Locator(line=1), [tmp_path]) == ()


def test_lists_that_do_not_pair_are_left_as_they_are() -> None:
    """A finding about shifted cells whose lists differ in length tells no moves."""
    finding = Finding(FindingKind.SHIFTED_CELLS, ID, "1", "甲 | 乙", "文", "丙")
    cell = Cell("result", Role.RESULT, "丙", "文", "文", Locator())
    assert moves(finding) == ()
    assert repairs_of(cell, [finding], Messages("ja")) == ()


def test_each_rating_column_is_filtered_and_charted_by_itself(tmp_path: Path) -> None:
    """Two columns that rate differently have a filter and a chart each, and the counts agree with the
    rows.
    """
    document = sample_document()
    place = Locator(line=2)
    columns = (
        *document.columns,
        Column("own", "自己評価", Role.RATING),
        Column("team", "外部評価", Role.RATING),
    )
    rows = tuple(
        replace(
            row,
            ratings=(
                Rating("甲", "own", "自己評価", place),
                Rating("甲" if row.number in {"3", "4"} else "乙", "team", "外部評価", place),
            ),
        )
        for row in document.rows[:5]
    )
    path = tmp_path / "index.sqlite"
    build([replace(document, columns=columns, rows=rows, findings=())], path)
    client = create_app(settings_for(path)).test_client()
    overview = html_of(client, f"/documents/{ID}/overview")
    assert "<h2>自己評価</h2>" in overview
    assert f'href="/documents/{ID}?rating2=甲"' in overview.replace("%E7%94%B2", "甲")
    assert rows_in(html_of(client, f"/documents/{ID}", rating2="甲")) == ["3", "4"]
    assert len(rows_in(html_of(client, f"/documents/{ID}", rating="甲"))) == 5


def test_a_very_long_table_is_searched_by_its_words(
    sample_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond what is read through, words are looked up first; all of them stand in the row."""
    client = sample_app.test_client()
    read_through = rows_in(html_of(client, f"/documents/{ID}", q="事業 第7号"))
    monkeypatch.setattr(narrowing, "SCANNED", 100)
    looked_up = rows_in(html_of(client, f"/documents/{ID}", q="事業 第7号"))
    assert read_through == ["7"]
    assert looked_up == ["7"]
    assert rows_in(html_of(client, f"/documents/{ID}", q="事業 火星")) == []

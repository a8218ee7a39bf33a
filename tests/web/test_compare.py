"""Two documents compared on a page, as a file and as JSON: what `keikaku diff` says, with places linked."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering.lookup import compare_documents
from assistant.render.tabular.csv import guard
from assistant.words.lexicon import load
from corpus.document import Document, Target
from index.build.build import build
from index.store import Index
from tests.web.api.test_openapi import CHECKS
from tests.web.editions import EARLIER, LATER, edition, many
from tests.web.sample import HOSTILE, sample_document
from tests.web.support import settings_for
from tests.web.test_contexts import rendered
from web import create_app
from web.views.given.compare_contexts import ComparePage

BOTH = {"from": "plan-2022", "to": "plan-2023"}


@pytest.fixture
def desk(editions_app: Flask) -> FlaskClient:
    """A client of the server over one plan in two years."""
    return editions_app.test_client()


def served(folder: Path, *documents: Document) -> FlaskClient:
    build(documents, folder / "index.sqlite")
    return create_app(settings_for(folder / "index.sqlite")).test_client()


def page_of(client: FlaskClient, **query: object) -> ComparePage:
    with rendered(client.application) as found:
        assert client.get("/compare", query_string=query).status_code == 200
    page = found[0][1]["page"]
    assert isinstance(page, ComparePage)
    return page


def html_of(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).get_data(as_text=True))


def test_the_counts_stand_at_the_top(desk: FlaskClient) -> None:
    """Rows matched, changed and alone, then what changed in them; each count shows its rows."""
    found = page_of(desk, **BOTH).comparison
    assert found is not None
    assert [[(tally.label, tally.value) for tally in tallies] for tallies in found.tallies] == [
        [
            ("対応した行", "5"),
            ("変わった行", "4"),
            ("2023年度だけの行", "1"),
            ("2022年度だけの行", "1"),
        ],
        [
            ("変わった評価", "2"),
            ("下がった評価", "1"),
            ("上がった評価", "1"),
            ("変わった指標", "3"),
            ("変わった担当", "1"),
            ("変わった名称", "1"),
        ],
    ]
    assert found.tallies[1][1].url == "/compare?from=plan-2022&to=plan-2023&show=fallen"


def test_a_changed_row_leads_to_both_of_its_sources(desk: FlaskClient) -> None:
    """Ratings come first and tell where they went; each side has the address of its own row."""
    found = page_of(desk, **BOTH).comparison
    assert found is not None
    assert [row.title for row in found.changed] == [row[1] for row in LATER[:4]]
    second = found.changed[1]
    assert (second.old_row.url, second.new_row.url) == (
        "/documents/plan-2022/rows/1-2",
        "/documents/plan-2023/rows/1-2",
    )
    assert [(one.field, one.old[0].text, one.new[0].text, one.direction) for one in second.changes] == [
        ("評価", "A", "C", "down"),
        ("実績", "6,240", "3,180", ""),
        ("担当", "財産活用", "資産経営", ""),
    ]
    assert [desk.get(link.url).status_code for link in (second.old_row, second.new_row)] == [200, 200]


def test_rows_of_one_document_are_listed(desk: FlaskClient) -> None:
    """The new ones, then those that are gone, as links."""
    found = page_of(desk, **BOTH).comparison
    assert found is not None
    assert [(one.heading, [(link.text, link.url) for link in one.rows]) for one in found.alone] == [
        ("2023年度だけの行", [("1-7 電子契約の導入", "/documents/plan-2023/rows/1-7")]),
        ("2022年度だけの行", [("1-5 公用車の削減", "/documents/plan-2022/rows/1-5")]),
    ]


SHOWN = [
    ("changed", ["1-1", "1-2", "1-3", "1-4"], 0),
    ("fallen", ["1-2"], 0),
    ("risen", ["1-1"], 0),
    ("ratings", ["1-1", "1-2"], 0),
    ("figures", ["1-1", "1-2", "1-3"], 0),
    ("departments", ["1-2"], 0),
    ("names", ["1-4"], 0),
    ("added", [], 1),
    ("removed", [], 1),
]


@pytest.mark.parametrize(("show", "numbers", "alone"), SHOWN)
def test_a_count_narrows_the_page(desk: FlaskClient, show: str, numbers: list[str], alone: int) -> None:
    """The rows that are counted stand there with all that changed in them, and a way back to the rest."""
    found = page_of(desk, **BOTH, show=show).comparison
    assert found is not None
    assert [row.new_row.url.rsplit("/", 1)[1] for row in found.changed] == numbers
    assert (found.changed_count, len(found.alone)) == (len(numbers), alone)
    assert found.all_url == "/compare?from=plan-2022&to=plan-2023"
    assert [tally.chosen for tallies in found.tallies for tally in tallies].count(True) == 1


def test_the_page_is_what_the_command_prints(desk: FlaskClient, editions_app: Flask) -> None:
    """Page, file and JSON hold the lines of `keikaku diff`, no more and no less."""
    with Index.open(editions_app.config["KEIKAKU"].index) as index:
        answer = compare_documents(index, load(), "plan-2022", "plan-2023", "ja")
    assert answer.table is not None
    sent = desk.get("/api/compare", query_string=BOTH).json
    file = desk.get("/compare.csv", query_string=BOTH)
    assert sent is not None
    lines = [line_of(change) for change in sent["changes"]]
    assert lines == list(answer.table.rows)
    table = list(csv.reader(io.StringIO(file.get_data(as_text=True).removeprefix("\ufeff"))))
    guarded = [tuple(map(guard, row)) for row in answer.table.rows]
    assert [tuple(line) for line in table] == [answer.table.columns, *guarded]
    page = page_of(desk, **BOTH).comparison
    assert page is not None
    assert sum(len(row.changes) for row in page.changed) + len(page.alone) == len(lines)
    assert "attachment" in file.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/compare.xlsx", query_string=BOTH).data))
    cells = [tuple(cell.value or "" for cell in row) for row in book["表"].iter_rows()]
    assert cells == [answer.table.columns, *answer.table.rows]


def line_of(change: dict[str, Any]) -> tuple[str, ...]:
    """A change as a line of the command's table."""
    row = change["after"] or change["before"]
    texts = [side["text"] if side else "" for side in (change["before"], change["after"])]
    return (change["label"], row["row"], row["title"], change["item"], *texts)


def test_the_json_has_counts_and_both_places(desk: FlaskClient) -> None:
    """Each side has its line, its address and its text; a gone row has no later side."""
    found = desk.get("/api/compare", query_string=BOTH).json
    assert found is not None
    assert (found["from"]["fiscal_year"], found["to"]["fiscal_year"]) == (2022, 2023)
    assert found["counts"] == {
        "matched": 5,
        "changed": 4,
        "added": 1,
        "removed": 1,
        "risen": 1,
        "fallen": 1,
    }
    assert found["changes"][1] == {
        "kind": "rating",
        "label": "評価",
        "item": "評価",
        "direction": "down",
        "before": {
            "row": "1-2",
            "title": "未利用地の売却",
            "text": "A",
            "line": 3,
            "locator": "3行目",
            "url": "/documents/plan-2022/rows/1-2",
        },
        "after": {
            "row": "1-2",
            "title": "未利用地の売却",
            "text": "C",
            "line": 3,
            "locator": "3行目",
            "url": "/documents/plan-2023/rows/1-2",
        },
    }
    assert (found["changes"][-1]["kind"], found["changes"][-1]["after"]) == ("removed", None)
    assert desk.get(found["url"]).status_code == 200


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_json_is_as_described(editions_app: Flask, language: str) -> None:
    """What is sent for two editions has the described shape, in either language."""
    api = schemathesis.openapi.from_wsgi("/api/openapi.json", editions_app)
    case = api["/api/compare"]["GET"].Case(query=BOTH)
    headers = {"Accept-Encoding": "identity", "Accept-Language": language}
    assert case.call_and_validate(checks=CHECKS, headers=headers).status_code == 200


def test_two_years_of_one_plan_are_compared_unasked(desk: FlaskClient) -> None:
    """The older is the one before, whichever of the two is named, and the address may name the reverse."""
    for query in ({}, {"to": "plan-2023"}, {"from": "plan-2022"}):
        page = page_of(desk, **query)
        assert page.comparison is not None
        assert [choice.id for choice in (*page.earlier, *page.later) if choice.chosen] == [
            "plan-2022",
            "plan-2023",
        ]
    swapped = page_of(desk, **{"from": "plan-2023", "to": "plan-2022"}).comparison
    assert swapped is not None
    assert swapped.before.name == "2023年度"
    assert swapped.swap_url == "/compare?from=plan-2022&to=plan-2023"


def test_the_source_pages_lead_here(desk: FlaskClient, client: FlaskClient) -> None:
    """The list and every document do, where there are two documents; a lone one has nothing to offer."""
    assert 'href="/compare"' in html_of(desk, "/documents")
    for document in ("plan-2022", "plan-2023"):
        for part in ("", "/overview", "/findings"):
            html = html_of(desk, f"/documents/{document}{part}")
            assert 'href="/compare?from=plan-2022&to=plan-2023"' in html
    assert "/compare" not in html_of(client, "/documents")
    assert "比べるには資料が2つ必要です" in html_of(client, "/compare")


def test_documents_of_different_plans_wait_to_be_chosen(tmp_path: Path) -> None:
    """The form alone is shown, the older one before; compared all the same, nothing matches: that is said."""
    other = edition(tmp_path, 2021, (("9", "河川の改修", "河川課", "", "", "A"),), title="河川計画")
    client = served(tmp_path, edition(tmp_path, 2022, EARLIER), other)
    page = page_of(client)
    assert (page.comparison, [choice.id for choice in page.earlier if choice.chosen]) == (None, ["plan-2021"])
    assert [choice.label for choice in page.later] == ["2022年度 · みどり市改革プラン", "2021年度 · 河川計画"]
    assert 'href="/compare?to=plan-2022"' in html_of(client, "/documents/plan-2022")
    assert "比べる資料を選んでください" in html_of(client, "/compare?to=plan-2021")
    found = page_of(client, **{"from": "plan-2021", "to": "plan-2022"}).comparison
    assert found is not None
    assert found.note.startswith("同じ番号や名称の行は一つもありませんでした")
    assert (found.changed, [one.count for one in found.alone]) == ((), [6, 1])


def test_a_document_is_not_compared_with_itself(desk: FlaskClient) -> None:
    """400, with the form to choose anew."""
    response = desk.get("/compare", query_string={"from": "plan-2022", "to": "plan-2022"})
    assert response.status_code == 400
    assert "同じ資料が選ばれています" in response.get_data(as_text=True)
    assert "<select" in response.get_data(as_text=True)


def test_two_equal_editions_say_so(tmp_path: Path) -> None:
    """Nothing differs in any row: no table, no file; documents called alike are told apart by their ids."""
    twin = edition(tmp_path, 2023, EARLIER)
    client = served(tmp_path, edition(tmp_path, 2022, EARLIER), twin, edition(tmp_path, 2024, EARLIER))
    found = page_of(client, **BOTH).comparison
    assert found is not None
    assert found.note == "対応する6件の行に、評価、目標と実績、担当、名称の違いはありません。"
    assert (found.changed, found.alone, found.csv_url) == ((), (), "")
    assert desk_years(client) == ["2023年度", "2024年度"]


def desk_years(client: FlaskClient) -> list[str]:
    """The years that are compared where none are named."""
    found = page_of(client).comparison
    return [found.before.name, found.after.name] if found else []


def test_a_long_comparison_comes_in_pages(tmp_path: Path) -> None:
    """A hundred rows a page, and how many there are; the last page has the rest and the rows of one alone."""
    before, after = edition(tmp_path, 2022, many(150, "A")), edition(tmp_path, 2023, many(151, "B"))
    client = served(tmp_path, before, after)
    pages = [page_of(client, **BOTH, page=number).comparison for number in (1, 2, 99)]
    assert [(one.first, one.last, one.total, one.changed_count) for one in pages if one] == [
        (1, 100, 151, 150),
        (101, 151, 151, 150),
        (101, 151, 151, 150),
    ]
    assert pages[0] is not None
    assert pages[1] is not None
    assert (pages[0].previous, pages[0].following) == ("", "/compare?from=plan-2022&to=plan-2023&page=2")
    assert [len(one.rows) for one in pages[1].alone] == [1]
    narrowed = page_of(client, **BOTH, show="fallen").comparison
    assert narrowed is not None
    assert narrowed.following == "/compare?from=plan-2022&to=plan-2023&show=fallen&page=2"
    assert "151件中 1–100件目" in html_of(client, "/compare")


def test_an_unchanged_comparison_is_not_sent_again(desk: FlaskClient) -> None:
    """Page, file and JSON have a tag, and are answered with 304 while the index is the same."""
    for path in ("/compare", "/compare.csv", "/api/compare"):
        first = desk.get(path, query_string=BOTH)
        again = desk.get(path, query_string=BOTH, headers={"If-None-Match": first.headers["ETag"]})
        assert (first.headers["Cache-Control"], again.status_code) == ("no-cache", 304)


def test_mark_up_of_a_row_stays_text(tmp_path: Path) -> None:
    """A target's own HTML is shown, not obeyed."""
    before = sample_document()
    (kpi,) = before.rows[0].kpis
    hostile = replace(kpi, target=Target(HOSTILE))
    rows = (replace(before.rows[0], document="other", kpis=(hostile,)),)
    client = served(tmp_path, before, replace(before, id="other", rows=rows, findings=()))
    html = client.get("/compare", query_string={"from": before.id, "to": "other"}).get_data(as_text=True)
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html

"""The text of a document: its pages, its outline, the passages with their places, and what is found in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from corpus.document import Document, Locator, Passage
from index.build.build import build
from index.store import Index
from index.texts import text_places, text_totals, texts_between
from tests.web.paper import HOSTILE, ID, TITLE, WORKS, paper_document
from tests.web.sample import sample_document
from tests.web.support import DOCUMENT, settings_for
from tests.web.test_contexts import rendered
from web import create_app
from web.views.documents.texts import places_of
from web.views.given.text_contexts import TextPage

BASE = f"/documents/{ID}/text"
TOTAL = WORKS + 9


@pytest.fixture
def reader(paper_app: Flask) -> FlaskClient:
    """A client of the document that is text alone."""
    return paper_app.test_client()


def html_of(client: FlaskClient, path: str, **query: object) -> str:
    response = client.get(path, query_string=query)
    assert response.status_code == 200
    return unescape(response.get_data(as_text=True))


def numbers_in(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="text-(\d+)"', html)]


def headings_in(html: str) -> list[tuple[str, str, str]]:
    """Level, id and text of the headings among the passages."""
    body = html[html.index('<div class="passages">') :]
    return re.findall(r'<h([234])(?: id="([^"]*)")? lang="\w+">(.*?)</h', body)


def outline_of(html: str) -> list[tuple[str, str, str]]:
    """Level, address and text of the lines of the outline."""
    return re.findall(r'<li class="level-(\d)"><a href="([^"]*)"[^>]*>(.*?)</a>', html)


def app_of(folder: Path, *documents: Document) -> FlaskClient:
    build(documents, folder / "index.sqlite")
    return create_app(settings_for(folder / "index.sqlite")).test_client()


def test_every_passage_stands_on_one_page_with_its_number(reader: FlaskClient) -> None:
    """200 a page, counted through the document; a page beyond the last is the last."""
    pages = [numbers_in(html_of(reader, BASE, page=page)) for page in (1, 2, 3, 9)]
    assert [number for page in pages[:3] for number in page] == list(range(1, TOTAL + 1))
    assert [len(page) for page in pages] == [200, 200, 49, 49]


def test_the_pages_lead_to_each_other(reader: FlaskClient) -> None:
    """The first has none before it, the last none after."""
    links = [
        re.findall(r'rel="(prev|next)" href="([^"]*)"', html_of(reader, BASE, page=page))
        for page in (1, 2, 3)
    ]
    assert links == [
        [("next", f"{BASE}?page=2")],
        [("prev", f"{BASE}?page=1"), ("next", f"{BASE}?page=3")],
        [("prev", f"{BASE}?page=2")],
    ]


def test_passages_are_grouped_under_their_headings(reader: FlaskClient) -> None:
    """A heading stands once above all that is under it; the title of the document heads nothing."""
    assert headings_in(html_of(reader, BASE)) == [
        ("2", "heading-1-1", "計画期間"),
        ("2", "heading-1-2", "水辺の広場"),
        ("3", "heading-2-2", "プロムナードとは"),
        ("3", "heading-2-3", "夜間の照明"),
        ("2", "heading-1-4", "来訪者"),
        ("2", "heading-1-9", "工事"),
        ("3", "heading-2-9", "前期の工事"),
    ]


def test_a_page_names_the_headings_that_it_goes_on_under(reader: FlaskClient) -> None:
    """Without ids: the headings stand where they open."""
    assert headings_in(html_of(reader, BASE, page=2))[:3] == [
        ("2", "", "工事"),
        ("3", "", "前期の工事"),
        ("3", "heading-2-229", "後期の工事"),
    ]


def test_each_passage_has_its_printed_page_beside_it(reader: FlaskClient) -> None:
    """The place is the passage's own address."""
    html = html_of(reader, BASE, page=3)
    assert f'<a class="place" href="{BASE}/{TOTAL}#text-{TOTAL}">15ページ</a>' in html
    english = reader.get(BASE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert f'<a class="place" href="{BASE}/1#text-1">page 1</a>' in english


def test_a_cell_has_the_labels_of_its_row_and_column_beside_it(reader: FlaskClient) -> None:
    """They are no headings of the document."""
    html = html_of(reader, BASE)
    assert re.findall(r'<span class="part-name" lang="ja">(.*?)</span>(.*?)</p>', html) == [
        ("市内 · 令和5年度", "68,400人"),
        ("市内 · 令和6年度", "70,100人"),
        ("市外 · 令和5年度", "112,000人"),
        ("市外 · 令和6年度", "118,500人"),
    ]
    assert ">3ページ 表1 2行目</a>" in html


def test_cells_of_one_line_are_told_by_it(tmp_path: Path) -> None:
    """Where a format numbers no tables; a heading right above the cells stays one."""
    told = (
        ((TITLE, "歳入"), "本文", Locator(line=3)),
        ((TITLE, "歳入", "一覧", "市税", "予算"), "5億円", Locator(line=7)),
        ((TITLE, "歳入", "一覧", "市税", "決算"), "6億円", Locator(line=7)),
        ((TITLE, "歳出"), "本文", Locator(line=9)),
    )
    document = replace(
        paper_document(), passages=tuple(Passage(text, path, place) for path, text, place in told)
    )
    build([document], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        places = places_of(text_places(index, ID), TITLE)
    assert [(place.path, place.labels) for place in places] == [
        (("歳入",), ()),
        (("歳入", "一覧", "市税"), ("予算",)),
        (("歳入", "一覧", "市税"), ("決算",)),
        (("歳出",), ()),
    ]


def test_the_outline_leads_to_every_heading(reader: FlaskClient) -> None:
    """From any page, to the page where it opens."""
    expected = [
        ("2", f"{BASE}#heading-1-1", "計画期間"),
        ("2", f"{BASE}#heading-1-2", "水辺の広場"),
        ("3", f"{BASE}#heading-2-2", "プロムナードとは"),
        ("3", f"{BASE}#heading-2-3", "夜間の照明"),
        ("2", f"{BASE}#heading-1-4", "来訪者"),
        ("2", f"{BASE}#heading-1-9", "工事"),
        ("3", f"{BASE}#heading-2-9", "前期の工事"),
        ("3", f"{BASE}?page=2#heading-2-229", "後期の工事"),
        ("2", f"{BASE}?page=3#heading-1-{TOTAL}", "海の学び"),
    ]
    assert outline_of(html_of(reader, BASE)) == expected
    assert outline_of(html_of(reader, BASE, page=3)) == expected


def test_a_document_without_headings_is_outlined_by_its_pages(tmp_path: Path) -> None:
    """The printed ones; where it has none, there is no outline."""
    passages = tuple(Passage(f"{page}枚目の文である。", (TITLE,), Locator(page=page)) for page in (1, 1, 2))
    paged = app_of(tmp_path, replace(paper_document(), passages=passages))
    assert outline_of(html_of(paged, BASE)) == [
        ("2", f"{BASE}#text-1", "1ページ"),
        ("2", f"{BASE}#text-3", "2ページ"),
    ]
    lined = app_of(
        tmp_path, replace(paper_document(), passages=(Passage("文である。", (), Locator(line=1)),))
    )
    assert '<nav class="outline"' not in html_of(lined, BASE)


def test_an_outline_of_many_headings_keeps_to_the_outer_ones(tmp_path: Path) -> None:
    """Down to the level at which they can be looked over."""
    passages = tuple(
        Passage("文である。", (TITLE, f"第{at // 20}章", f"第{at // 2}節", f"第{at}項"), Locator(line=at + 1))
        for at in range(200)
    )
    client = app_of(tmp_path, replace(paper_document(), passages=passages))
    levels = [level for level, _url, _text in outline_of(html_of(client, BASE))]
    assert (levels.count("2"), levels.count("3"), levels.count("4")) == (10, 100, 0)


def test_the_address_of_a_passage_marks_it(reader: FlaskClient) -> None:
    """On the page that it is on, and no other passage; without a script."""
    html = html_of(reader, f"{BASE}/230")
    assert re.findall(r'class="passage cited" id="(text-\d+)" aria-current="true"', html) == ["text-230"]
    assert numbers_in(html)[0] == 201


@pytest.mark.parametrize("path", [f"{BASE}/0", f"{BASE}/{TOTAL + 1}", f"{BASE}/x", "/documents/none/text"])
def test_a_passage_that_is_not_there_is_not_found(reader: FlaskClient, path: str) -> None:
    """Nor is the text of a document that is not loaded."""
    assert reader.get(path, headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize("query", ["page=0", "page=x", "q=" + "あ" * 501, "q=a&q=b", "q=%ff"])
def test_a_request_that_is_wrong_is_refused(reader: FlaskClient, query: str) -> None:
    """As everywhere."""
    assert reader.get(f"{BASE}?{query}").status_code == 400


def test_words_are_found_within_the_document(reader: FlaskClient) -> None:
    """The best passage first, by its best sentence, with the words marked and a link to its place."""
    html = html_of(reader, BASE, q="プロムナードの延長")
    assert (
        f'<a href="{BASE}/2?q=プロムナードの延長#text-2" lang="ja">水辺の広場 / プロムナードとは</a>'
        in unquote(html)
    )
    assert "<mark>プロムナード</mark>とは" in html or "<mark>延長</mark>は1.8キロメートル" in html
    assert numbers_in(html) == []
    marked = html_of(reader, f"{BASE}/2", q="歩道")
    assert "設ける<mark>歩道</mark>のこと" in marked


def test_words_are_not_found_in_other_documents(tmp_path: Path) -> None:
    """The search keeps to the one that is read."""
    other = replace(paper_document(), id="other", passages=(Passage("灯台を守る。", (), Locator(line=1)),))
    client = app_of(tmp_path, paper_document(), other)
    assert "本文に見つかりませんでした" in html_of(client, BASE, q="灯台")
    assert "「灯台」は1か所にあります。" in html_of(client, "/documents/other/text", q="灯台")


def test_a_part_of_a_word_is_found_as_written(reader: FlaskClient) -> None:
    """Where no whole word is."""
    html = html_of(reader, BASE, q="ムナード")
    assert "プロ<mark>ムナード</mark>とは" in html


def test_it_is_said_that_there_is_more_than_is_shown(reader: FlaskClient) -> None:
    """At most 50 are shown."""
    html = html_of(reader, BASE, q="工事")
    assert html.count('<li class="card">') == 50
    assert "「工事」に近いほうから50か所です。" in html


def test_mark_up_in_a_passage_stays_text(reader: FlaskClient) -> None:
    """Shown, searched for and marked."""
    for path in (BASE, f"{BASE}?q=script", f"{BASE}/3?q=script"):
        html = reader.get(path).get_data(as_text=True)
        assert HOSTILE not in html
        assert "&lt;" in html


def test_an_answer_leads_to_the_passage_that_it_stands_on(reader: FlaskClient) -> None:
    """In the page and in JSON; there it is marked, and has the words that were quoted."""
    answer = reader.get("/api/ask", query_string={"q": "計画期間は"}).get_json()
    cited = answer["citations"][0]
    assert (cited["title"], cited["url"]) == (f"{TITLE} / 計画期間", f"{BASE}/1#text-1")
    page = html_of(reader, "/", q="計画期間は")
    assert f'<a href="{BASE}/1#text-1" lang="ja">{TITLE} / 計画期間</a>' in page
    marked = re.search(r'<div class="passage cited" id="text-1".*?</p>', html_of(reader, f"{BASE}/1"), re.S)
    assert marked
    assert cited["quote"] in marked[0]


def test_a_passage_that_the_api_finds_is_on_its_page(reader: FlaskClient) -> None:
    """By its best sentence, under the same title as an answer cites it."""
    found = reader.get("/api/search", query_string={"q": "歩道"}).get_json()["results"]
    assert [(one["title"], one["url"], one["text"]) for one in found] == [
        (
            f"{TITLE} / プロムナードとは",
            f"{BASE}/2#text-2",
            "プロムナードとは、岸壁に沿って設ける歩道のことをいう。",
        )
    ]


def test_a_document_without_rows_opens_on_its_text(reader: FlaskClient) -> None:
    """Whoever asks for its table is led there; its pages are named without the table."""
    response = reader.get(f"/documents/{ID}")
    assert (response.status_code, response.headers["Location"]) == (302, BASE)
    assert unquote(reader.get(f"/documents/{ID}?q=歩道").headers["Location"]) == f"{BASE}?q=歩道"
    tabs = re.findall(r'<nav class="tabs".*?</nav>', html_of(reader, BASE), re.S)
    assert re.findall(r">(\w+)</a>", tabs[0]) == ["本文", "気づき"]
    assert f'<a href="{BASE}" lang="ja">{TITLE}</a>' in html_of(reader, "/")
    assert re.findall(r"<dd>(\d+)</dd>", html_of(reader, "/documents")) == [str(TOTAL), "0"]


def test_a_document_with_rows_leads_to_its_text(client: FlaskClient) -> None:
    """It opens on its table as before."""
    assert f'<a href="/documents/{DOCUMENT}/text">本文</a>' in html_of(client, f"/documents/{DOCUMENT}")


def test_a_document_without_text_says_so(sample_app: Flask) -> None:
    """No other page leads there."""
    client = sample_app.test_client()
    assert "この資料に本文はありません。" in html_of(client, f"/documents/{sample_document().id}/text")
    assert "/text" not in html_of(client, f"/documents/{sample_document().id}")


HEADED = ("計画期間", "夜間の照明", "来訪者", "前期の工事", "後期の工事")
EXAMPLES = [
    ("ja", ["プロムナードとは？", *(f"{name}は？" for name in HEADED)]),
    ("en", ["What is プロムナード?", *(f"What does it say about {name}?" for name in HEADED)]),
]


@pytest.mark.parametrize(("language", "expected"), EXAMPLES)
def test_the_first_page_has_examples_from_the_texts(
    reader: FlaskClient, language: str, expected: list[str]
) -> None:
    """Defined terms first, then headings; each is answered."""
    html = unescape(reader.get("/", headers={"Accept-Language": language}).get_data(as_text=True))
    examples = re.findall(r'<button name="q" value="([^"]*)"', html)
    assert examples == expected
    for question in examples:
        assert reader.get("/api/ask", query_string={"q": question}).get_json()["status"] == "answered"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "path", [BASE, f"{BASE}?page=2", f"{BASE}/230?q=工事", f"{BASE}?q=工事", f"{BASE}?q=火星"]
)
def test_the_page_is_rendered_from_its_value(paper_app: Flask, path: str, language: str) -> None:
    """In both languages; an undefined name would be an error."""
    with rendered(paper_app) as found:
        assert paper_app.test_client().get(path, headers={"Accept-Language": language}).status_code == 200
    assert [(name, type(values["page"])) for name, values in found] == [("document_text.html", TextPage)]


def test_the_texts_of_an_index_are_read_in_order(tmp_path: Path) -> None:
    """How many there are, where each stands, and a stretch of them; none of an unknown document."""
    build([paper_document(), sample_document()], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        assert text_totals(index) == {ID: TOTAL}
        assert [place.number for place in text_places(index, ID)] == list(range(1, TOTAL + 1))
        stretch = texts_between(index, ID, TOTAL, TOTAL + 5)
        assert [(stored.number, stored.passage.text) for stored in stretch] == [
            (TOTAL, "干潟の観察会を毎月開く。")
        ]
        assert text_places(index, "none") == texts_between(index, "none", 1, 9) == ()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 360)])
@pytest.mark.parametrize("path", [BASE, f"{BASE}/230?q=工事#text-230", f"{BASE}?q=歩道"])
def test_the_text_has_no_barrier(
    browser: Browser, paper_address: str, path: str, theme: str, width: int
) -> None:
    """axe finds no violation, in light and dark, wide and narrow."""
    context = browser.new_context(
        base_url=paper_address,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
        locale="ja-JP",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(path)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    results = Axe().run(page, options={"runOnly": rules})
    context.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in results.response["violations"]] == []


def test_the_passage_of_an_address_is_in_sight(browser: Browser, paper_address: str) -> None:
    """Without a script, in a colour of its own."""
    context = browser.new_context(base_url=paper_address, java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{BASE}/330#text-330")
    expect(page.locator("#text-330")).to_be_in_viewport()
    expect(page.locator("#text-330")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    context.close()

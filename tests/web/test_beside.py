"""A source beside the answer, and its original file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

import corpus
from corpus.document import Locator
from index.records import DocumentInfo
from tests.web.support import DOCUMENT, settings_for
from web import create_app
from web.pages.sourcefile import file_link

QUESTION = "RPAの達成率は"


@pytest.fixture
def wide(browser: Browser, address: str) -> Page:
    """A page with room for both."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800}, locale="ja-JP")
    return context.new_page()


def test_a_source_is_shown_beside_the_answer(wide: Page) -> None:
    """Its cell is marked and in sight; the page, its address and the focus stay; Escape closes it."""
    wide.goto(f"/?q={QUESTION}")
    address = wide.url
    link = wide.locator(".card a").nth(1)
    link.focus()
    link.press("Enter")
    panel = wide.locator("#beside")
    expect(panel.get_by_role("heading")).to_contain_text("AI・RPAの利用促進")
    expect(panel.locator(".cited")).to_contain_text("2023年度末:30業務")
    expect(panel.locator(".cited")).to_be_in_viewport()
    expect(wide.locator("#announce")).to_contain_text("Esc")
    expect(link).to_be_focused()
    assert wide.url == address
    box, left = panel.bounding_box(), wide.locator("main").bounding_box()
    assert box is not None
    assert left is not None
    assert left["x"] + left["width"] <= box["x"] + 1
    wide.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()


def test_the_panel_is_closed_from_within(wide: Page) -> None:
    """The focus goes back to the link that opened it; the same link closes it as well."""
    wide.goto("/?q=B評価の施策は？")
    link = wide.locator("td a").first
    link.click()
    wide.locator("#beside .close").click()
    expect(wide.locator("#beside")).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    expect(wide.locator("#beside")).to_be_visible()
    link.click()
    expect(wide.locator("#beside")).to_be_hidden()


def test_the_panel_leads_to_the_table_and_the_file(wide: Page) -> None:
    """The table opens at the cell; the file is the one that was indexed."""
    wide.goto(f"/?q={QUESTION}")
    wide.locator(".card a").first.click()
    expect(wide.locator("#beside .original")).to_have_attribute("href", f"/documents/{DOCUMENT}/file")
    wide.locator("#beside .leads a").first.click()
    expect(wide.locator("#row-9-3 .cited")).to_be_in_viewport()


def test_a_passage_is_shown_with_what_stands_around_it(browser: Browser, paper_address: str) -> None:
    """The cited one is marked."""
    context = browser.new_context(base_url=paper_address, viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.goto("/?q=計画期間は")
    page.locator(".card a").first.click()
    expect(page.locator("#beside .cited")).to_contain_text("5年間")
    expect(page.locator("#beside p.text")).to_have_count(4)
    context.close()


@pytest.mark.parametrize(("width", "script"), [(360, True), (1280, False)])
def test_elsewhere_a_source_opens_its_page(
    browser: Browser, address: str, width: int, *, script: bool
) -> None:
    """Where there is no room beside, or no script, the link is a link."""
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 740}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    page.locator(".card a").first.click()
    expect(page.locator("#row-9-3")).to_be_visible()
    context.close()


def test_a_key_still_opens_a_tab(context: BrowserContext) -> None:
    """With Control the page of the source opens, and no panel."""
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    with context.expect_page() as opened:
        page.locator(".card a").first.click(modifiers=["Control"])
    expect(opened.value.locator("#row-9-3")).to_be_visible()
    expect(page.locator("#beside")).to_be_hidden()


def test_the_panel_has_no_barrier(wide: Page) -> None:
    """axe finds nothing in the piece that the server gives."""
    from axe_playwright_python.sync_playwright import Axe

    wide.goto(f"/?q={QUESTION}")
    wide.locator(".card a").first.click()
    expect(wide.locator("#beside .cited")).to_be_visible()
    found = Axe().run(wide, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert [one["id"] for one in found.response["violations"]] == []


def test_a_row_that_is_not_there_is_an_error(client: FlaskClient) -> None:
    """Also as a piece."""
    assert client.get(f"/documents/{DOCUMENT}?around=99-9&part=1").status_code == 404


def test_the_source_file_is_the_one_that_was_indexed(client: FlaskClient) -> None:
    """Byte for byte, shown as text; it can run nothing."""
    response = client.get(f"/documents/{DOCUMENT}/file")
    shipped = Path(corpus.__file__).parent / "documents" / f"{DOCUMENT}.txt"
    assert response.data == shipped.read_bytes()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_gone_is_not_offered(sample_app: Flask) -> None:
    """Neither a link nor another file in its place."""
    client = sample_app.test_client()
    assert client.get("/documents/sample/file").status_code == 404
    assert "original" not in client.get("/documents/sample").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "locator", "address", "opens"),
    [
        ("plan.pdf", Locator(page=7), "/documents/plan/file#page=7", True),
        ("plan.pdf", None, "/documents/plan/file", True),
        ("plan.xlsx", Locator(sheet="表", cell="A1"), "/documents/plan/file", False),
        ("plan.html", None, "/documents/plan/file", False),
        ("plan.csv", Locator(line=3), "/documents/plan/file", True),
    ],
)
def test_a_file_opens_at_its_page_or_is_saved(
    tmp_path: Path, name: str, locator: Locator | None, address: str, *, opens: bool
) -> None:
    """A PDF opens at the page of the place; what could run in a browser is saved."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / name).write_bytes(b"a file")
    info = DocumentInfo("plan", "", "", "", name, sha256(b"a file").hexdigest(), None, 0, "")
    with create_app(settings_for(tmp_path / "index.sqlite")).test_request_context():
        link = file_link(info, locator)
    assert link is not None
    assert (link.url, link.opens, link.name) == (address, opens, name)

"""A record in a real browser: opened from its answer, printed, and checked by the address on the paper."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

QUESTION = "B評価の施策は"
SHA256 = "5641043d6b17e04713e72854254c164f3b3ad00c9c7a2796e59682c821434797"


@pytest.fixture
def printed(page: Page, tmp_path: Path) -> list[str]:
    """The text of each page of the PDF that Chromium prints of a record."""
    page.goto(f"/record?q={QUESTION}")
    page.pdf(path=tmp_path / "record.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "record.pdf") as pdf:
        assert {(round(one.width), round(one.height)) for one in pdf.pages} == {(595, 842)}
        return [normalize("NFKC", one.extract_text()) for one in pdf.pages]


def test_the_printed_record_is_complete(printed: list[str]) -> None:
    """Question, answer, every row, cell, digest and the address; boxes to sign; no controls."""
    text = re.sub(r"\s", "", "".join(printed))

    for part in (
        QUESTION,
        "評価がBの個別施策は6件です。",
        "数えた行6件",
        "当たらない37件",
        SHA256,
        "作成確認決裁",
    ):
        assert part in text, part
    for number in ("1-4", "3-1", "9-3", "11-1", "11-2", "12-3"):
        assert number in text
    assert "language=ja&answer=" in text
    for control in ("会話に戻る", "印刷・PDFで保存", "配色", "資料API"):
        assert control not in text


def test_the_pages_of_a_record_are_numbered(printed: list[str]) -> None:
    """With their number in all, so that a lost sheet is noticed."""
    assert [text.splitlines()[-1] for text in printed] == [
        f"Keikaku {number} / {len(printed)}" for number in range(1, len(printed) + 1)
    ]


def test_a_record_is_opened_printed_and_checked(page: Page) -> None:
    """From the answer by a link; the button calls the printer; the address leads to what it says."""
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="根拠つきで印刷").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    page.get_by_role("button", name="印刷・PDFで保存").click()
    expect(page).to_have_title("printed")
    page.locator("dd a[href*='/record?']").click()
    expect(page.get_by_role("status").first).to_contain_text("変わっていません")
    page.get_by_role("link", name="会話に戻る").click()
    expect(page.locator(".turn .question")).to_contain_text(QUESTION)


def test_a_record_works_without_script(browser: Browser, address: str) -> None:
    """It is a page; only the button is missing."""
    context = browser.new_context(base_url=address, locale="en-US", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/record?q={QUESTION}")
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Rows counted and rows left out")
    page.locator("dd a[href*='/record?']").click()
    expect(page.get_by_role("status").first).to_contain_text("Unchanged")
    context.close()

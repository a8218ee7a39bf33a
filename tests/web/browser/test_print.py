"""Answers and tables on paper: what Chromium prints has all of them, where they are from, and no controls."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page

from tests.web.sample import ROWS
from tests.web.support import DOCUMENT

TITLE = "大分市情報化推進計画アクションプラン2022-2024個別施策評価結果一覧"
CONTROLS = [
    "表をコピー",
    "Excel",
    "続けて聞く",
    "質問を直す",
    "ページに貼る",
    "配色",
    "使い方",
    "表で見る",
    "↕",
    "絞り込む",
]


def printed(page: Page, path: str, folder: Path) -> list[str]:
    """The text of each page that is printed, without its spaces."""
    page.goto(path)
    page.pdf(path=folder / "printed.pdf", prefer_css_page_size=True)
    with pdfplumber.open(folder / "printed.pdf") as pdf:
        return [re.sub(r"\s", "", normalize("NFKC", one.extract_text())) for one in pdf.pages]


@pytest.mark.parametrize("path", ["/?q=B評価の施策の課題を一覧で", f"/documents/{DOCUMENT}?rating=B"])
def test_paper_says_where_it_is_from(page: Page, address: str, tmp_path: Path, path: str) -> None:
    """Document, year, the day, the address and every row, but nothing to press; the head on each page."""
    pages = printed(page, path, tmp_path)
    text = "".join(pages)
    for part in (TITLE, "2023年度", f"印刷{date.today().isoformat()}", address + path):
        assert part in text, part
    for number in ("1-4", "3-1", "9-3", "11-1", "11-2", "12-3"):
        assert number in text
    assert [control for control in CONTROLS if control in text] == []
    assert all("課題" in one[:400] for one in pages if "行っていく必要がある" in one)


def test_a_folded_table_is_printed(page: Page, tmp_path: Path) -> None:
    """What stands behind a click on the page has no click on paper; bars that say the same are enough."""
    text = "".join(printed(page, "/?q=情報政策課の施策の概要と実績と課題", tmp_path))
    assert "操作講習会" in text
    bars = "".join(printed(page, "/?q=担当課ごとの件数は", tmp_path))
    assert bars.count("社会教育課") == 1


def test_a_long_list_is_printed_whole(browser: Browser, sample_address: str, tmp_path: Path) -> None:
    """Also the rows that the page would show after a click."""
    context = browser.new_context(base_url=sample_address, locale="ja-JP")
    text = "".join(printed(context.new_page(), "/?q=事業の一覧", tmp_path))
    context.close()
    assert all(f"事業その{number}" in text for number in range(1, ROWS + 1))


def test_the_columns_of_a_document_can_be_read(page: Page, tmp_path: Path) -> None:
    """On a broad page, no column is a letter wide."""
    page.goto(f"/documents/{DOCUMENT}")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "printed.pdf") as pdf:
        first = pdf.pages[0]
        assert first.width > first.height
        lines = [normalize("NFKC", line["text"]) for line in first.extract_text_lines()]
    assert any("施策の概要【KPI】" in line and "実績【KPI達成状況】" in line for line in lines)


def test_what_was_asked_after_the_page_came_is_the_address_on_paper(
    page: Page, address: str, tmp_path: Path
) -> None:
    """Also where the address holds a percent sign that stands for itself."""
    page.goto("/?q=100%の指標は")
    page.locator("#question").fill("RPAの目標は")
    page.keyboard.press("Enter")
    page.wait_for_url("**RPA**")
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "printed.pdf") as pdf:
        text = re.sub(r"\s", "", normalize("NFKC", "".join(one.extract_text() for one in pdf.pages)))
    assert f"印刷{date.today().isoformat()}" in text
    assert f"{address}/?q=RPA" in text

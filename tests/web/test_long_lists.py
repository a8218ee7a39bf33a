"""Lists of more than a hundred rows: a page at a time, or the rest below, and whole in a file."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.web.sample import ROWS

QUESTION = "事業の一覧"


def numbers(html: str) -> list[int]:
    """The numbers that the rows of the table begin with."""
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [int(found) for found in re.findall(r"<tr><td[^>]*><a[^>]*>(\d+)</a>", body)]


@pytest.mark.parametrize(("page", "shown"), [(1, range(1, 101)), (2, range(101, ROWS + 1)), (9, range(0))])
def test_a_list_comes_in_pages(sample_app: Flask, page: int, shown: range) -> None:
    """Each row linked; a page that is not there is empty."""
    html = sample_app.test_client().get(f"/?q={QUESTION}&page={page}").get_data(as_text=True)
    assert numbers(html) == list(shown)


@pytest.mark.parametrize(("suffix", "lines"), [("csv", ROWS + 1), ("tsv", ROWS + 1)])
def test_a_file_has_all_rows(sample_app: Flask, suffix: str, lines: int) -> None:
    """Whatever the page shows of them."""
    text = sample_app.test_client().get(f"/answer.{suffix}?q={QUESTION}").get_data(as_text=True)
    assert len(text.splitlines()) == lines


@pytest.mark.parametrize(("language", "width"), [("ja-JP", 1280), ("en-US", 360)])
def test_the_rest_is_shown_below(browser: Browser, sample_address: str, language: str, width: int) -> None:
    """By the link, the first new row has the focus; nothing more is offered then."""
    context = browser.new_context(
        base_url=sample_address, locale=language, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    expect(page.locator(".turn tbody tr")).to_have_count(100)
    link = page.locator(".table a[rel=next]")
    expect(link).to_contain_text("30")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".turn tbody tr")).to_have_count(ROWS)
    expect(page.locator(".turn tbody tr a").nth(100)).to_be_focused()
    expect(link).to_have_count(0)
    expect(page.locator(".table .shown")).to_contain_text("1–130")
    context.close()


def test_the_rest_is_a_page_without_script(browser: Browser, sample_address: str) -> None:
    """And back again."""
    context = browser.new_context(base_url=sample_address, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="残りの30件を表示").click()
    expect(page.locator(".turn tbody tr")).to_have_count(30)
    page.get_by_role("link", name="前のページ").click()
    expect(page.locator(".turn tbody tr")).to_have_count(100)
    context.close()

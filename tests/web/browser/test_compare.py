"""The comparison in a browser: without barriers, without a script, and on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.web.browser.test_looks import WCAG


@pytest.mark.parametrize(("theme", "width", "language"), [("light", 1280, "ja-JP"), ("dark", 380, "en-US")])
@pytest.mark.parametrize("query", ["", "?show=fallen", "?from=plan-2022&to=plan-2022"])
def test_the_comparison_has_no_barrier(
    browser: Browser, editions_address: str, theme: str, width: int, language: str, query: str
) -> None:
    """axe finds no violation, nothing sticks out at the side, and no script fails or is refused."""
    context = browser.new_context(
        base_url=editions_address,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
        locale=language,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"/compare{query}")
    violations = [
        (one["id"], [node["html"] for node in one["nodes"]][:3])
        for one in Axe().run(page, options=WCAG).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert violations == []
    assert wide <= width
    assert [line for line in said if "400" not in line] == []


def test_it_is_used_without_a_script(browser: Browser, editions_address: str) -> None:
    """From the list of documents to what fell, to the row it fell in, and to the other way round."""
    context = browser.new_context(base_url=editions_address, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto("/documents")
    page.get_by_role("link", name="2つの資料を比べる").click()
    page.get_by_role("link", name="下がった評価").click()
    expect(page.get_by_role("rowheader", name="未利用地の売却")).to_be_visible()
    expect(page.locator("ins").first).to_have_text("3,180")
    expect(page.locator("del").first).to_have_text("6,240")
    page.get_by_label("前の資料").select_option("plan-2023")
    page.get_by_label("後の資料").select_option("plan-2022")
    page.get_by_role("button", name="比べる").click()
    expect(page.locator("thead th").nth(1)).to_have_text("2023年度")
    page.get_by_role("link", name="1-2 の行").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("1-2.*未利用地の売却"))
    context.close()


def test_a_printed_comparison_is_counts_and_rows(browser: Browser, editions_address: str) -> None:
    """No form and no navigation; the documents, the counts and the whole table."""
    context = browser.new_context(base_url=editions_address, locale="ja-JP")
    page = context.new_page()
    page.goto("/compare")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ("header.site", ".filters", ".under"):
        expect(page.locator(selector)).to_be_hidden()
    for selector in (".compared", ".numbers >> nth=0", "table.revision"):
        expect(page.locator(selector)).to_be_visible()
    assert page.locator(".sheet").evaluate("element => element.scrollHeight <= element.clientHeight + 1")
    context.close()

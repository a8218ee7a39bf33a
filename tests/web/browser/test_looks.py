"""How the pages look and sound: themes, widths, print, accessibility, and that nothing is fetched
elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.sample import HOSTILE, ID
from tests.web.support import DOCUMENT

PAGES = [
    "/",
    "/?q=RPAの達成率は&after=RPAの目標は",
    "/?q=B評価の施策は？",
    "/?q=担当課ごとの件数は",
    "/?q=市民課の遅れているドローンの施策は",
    "/?q=火星移住計画の予算は",
    "/record?q=情報政策課の遅れている施策は",
    "/record?q=達成率の平均は&answer=0000000000000000&files=0000000000000000",
    "/?q=",
    "/documents",
    "/documents?q=RPA",
    "/help",
    "/history",
    f"/documents/{DOCUMENT}",
    f"/documents/{DOCUMENT}?q=RPA&rating=B",
    f"/documents/{DOCUMENT}/rows/9-3",
    f"/documents/{DOCUMENT}/overview",
    f"/documents/{DOCUMENT}/findings",
    f"/documents/{DOCUMENT}/text",
    "/compare",
    "/api/docs",
    "/nothing",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def brightness(page: Page) -> float:
    """The mean of the three channels of the page's background, 0 to 255."""
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    channels = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return sum(channels) / 3


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("theme", "width", "language"), [("light", 1280, "ja-JP"), ("dark", 360, "en-US")])
def test_no_page_has_a_barrier(
    browser: Browser, address: str, path: str, theme: str, width: int, language: str
) -> None:
    """axe finds no violation of WCAG 2.1 A and AA, in light and dark, wide and narrow, Japanese and
    English.
    """
    context = browser.new_context(
        base_url=address,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 800},
        locale=language,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(path)
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    results = Axe().run(page, options=WCAG)
    violations = [
        (one["id"], [node["html"] for node in one["nodes"]][:3]) for one in results.response["violations"]
    ]
    context.close()
    assert violations == []


def test_suggestions_have_no_barrier(page: Page) -> None:
    """The open list is sound as well."""
    page.goto("/")
    page.locator("#question").press_sequentially("じょうほう")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.getElementById('question').getAttribute('role')") == "combobox"
    expect(page.get_by_role("option", selected=True)).to_have_count(1)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_360_pixels(browser: Browser, address: str, path: str) -> None:
    """Nothing sticks out at the side."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740}, locale="ja-JP")
    page = context.new_page()
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert wide <= 360


@pytest.mark.parametrize("path", [*PAGES, f"/?q={DOCUMENT}"])
def test_nothing_is_fetched_from_elsewhere(browser: Browser, address: str, path: str) -> None:
    """Every request goes to this server; the console stays quiet."""
    context = browser.new_context(base_url=address, locale="ja-JP")
    page = context.new_page()
    requested: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    status = page.goto(path, wait_until="networkidle")
    context.close()
    assert status is not None
    assert [url for url in requested if not url.startswith(address)] == []
    assert [line for line in said if status.ok] == []


def test_mark_up_of_a_document_does_nothing(browser: Browser, sample_address: str) -> None:
    """A script in a cell is not run, and its picture is not fetched."""
    context = browser.new_context(base_url=sample_address)
    page = context.new_page()
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    for path in (f"/documents/{ID}", f"/documents/{ID}/rows/1", "/?q=事業その1の成果は"):
        page.goto(path, wait_until="networkidle")
        assert page.title() != "taken"
        assert HOSTILE[:20] in (page.locator("main").text_content() or "")
    context.close()
    assert [url for url in requested if not url.startswith(sample_address)] == []


def test_the_theme_follows_the_browser_and_the_switch(browser: Browser, address: str) -> None:
    """Dark where the browser is dark; the switch goes to light and dark and back, and is remembered."""
    context = browser.new_context(base_url=address, color_scheme="dark", locale="ja-JP")
    page = context.new_page()
    page.goto("/")
    switch = page.locator("#theme")
    seen = [(switch.text_content(), brightness(page) > 128)]
    for _ in range(3):
        switch.click()
        seen.append((switch.text_content(), brightness(page) > 128))
    assert seen == [
        ("配色: 自動", False),
        ("配色: 明", True),
        ("配色: 暗", False),
        ("配色: 自動", False),
    ]
    switch.click()
    page.goto("/documents")
    assert brightness(page) > 128
    context.close()


def test_the_language_switch_stays(page: Page) -> None:
    """From Japanese to English and back, on the same page."""
    page.goto("/documents")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Documents")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the plan")
    page.get_by_role("link", name="日本語").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("計画に聞く")


def test_a_printed_answer_is_answer_and_sources(page: Page) -> None:
    """No box, no buttons, no navigation; dark ink on white; the whole of a long table."""
    page.goto("/?q=B評価の施策は？")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ("header.site", ".composer", ".actions", ".chips", ".under"):
        expect(page.locator(selector).first).to_be_hidden()
    for selector in (".question", ".headline", ".card", "table"):
        expect(page.locator(selector).first).to_be_visible()
    assert brightness(page) == 255
    assert page.locator(".scroll").evaluate("element => element.scrollHeight <= element.clientHeight + 1")


def test_the_page_can_be_walked_by_keyboard(page: Page) -> None:
    """The first stop leads past the header; every stop shows its focus."""
    page.goto("/documents")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_screens_of_every_page_can_be_looked_at(page: Page, tmp_path: Path) -> None:
    """Each page draws something other than its background."""
    for number, path in enumerate(PAGES):
        page.goto(path)
        picture = page.screenshot(path=tmp_path / f"{number}.png")
        assert len(picture) > 5_000

"""Each form of an answer in a page of a real wiki, in a browser, before and after the document changes."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect

from assistant.cli.commands import cli
from tests.wikis.conftest import Site
from tests.wikis.plan import AFTER, BEFORE, QUESTION
from tests.wikis.wiki import GUIDES, MediaWiki

WIKIS = ["mediawiki", "dokuwiki"]
SUFFIX = {"mediawiki": "wiki", "dokuwiki": "dokuwiki"}
AROUND = "== 方針 ==\r\n手で書いた文。\r\n\r\n{}\r\n\r\nあとの文。 \r\n"


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of a Japanese browser; the document has its first figure again afterwards."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1000, "height": 760})
    yield context.new_page()
    context.close()
    site.plan.revise(BEFORE)


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where screenshots go: into the guides when they are to be made anew (WIKI_SCREENSHOTS)."""
    return GUIDES / "images" if os.environ.get("WIKI_SCREENSHOTS") else tmp_path


def fetched(site: Site, path: str, **query: str) -> str:
    with urllib.request.urlopen(f"{site.server}{path}?{urlencode(query)}") as response:
        text: str = response.read().decode("utf-8")
    return text


def pins_check(site: Site, *arguments: str) -> Result:
    environment = {"KEIKAKU_INDEX": str(site.plan.index), "LC_ALL": "C.UTF-8"}
    return CliRunner().invoke(cli, ["pins", "check", *arguments], env=environment)


@pytest.mark.parametrize("name", WIKIS)
def test_text_is_found_stale_and_written_anew(
    name: str, site: Site, page: Page, shots: Path, tmp_path: Path
) -> None:
    """The page shows the figure and no pin; after the change the check tells both and mends that alone."""
    wiki = site.wikis[name]
    text = fetched(site, f"/answer.{SUFFIX[name]}", q=QUESTION, pin="1")
    page.goto(wiki.save("Text", AROUND.format(text).replace("\r\n", "\n")))
    expect(page.locator("body")).to_contain_text(BEFORE)
    assert "keikaku" not in page.locator("#bodyContent, #dokuwiki__content").first.inner_text()
    expect(page.locator(f"a[href^='{site.server}/documents/']").first).to_be_visible()
    page.screenshot(path=shots / f"{name}-text.png")

    site.plan.revise(AFTER)
    exported = tmp_path / "page.txt"
    exported.write_bytes(AROUND.format(text.replace("\n", "\r\n")).encode())
    told = pins_check(site, str(exported))
    assert told.exit_code == 1
    assert [line[0] for line in told.stdout.splitlines() if BEFORE in line] == ["-", "-"]
    assert [line[0] for line in told.stdout.splitlines() if AFTER in line] == ["+", "+"]
    assert pins_check(site, "--update", str(exported)).exit_code == 0
    fresh = fetched(site, f"/answer.{SUFFIX[name]}", q=QUESTION, pin="1")
    assert exported.read_bytes() == AROUND.format(fresh.replace("\n", "\r\n")).encode()
    page.goto(wiki.save("Text", exported.read_text(encoding="utf-8")))
    expect(page.locator("body")).to_contain_text(AFTER)
    expect(page.locator("body")).not_to_contain_text(BEFORE)
    assert pins_check(site, str(exported)).exit_code == 0


def test_an_export_of_mediawiki_is_checked_and_mended(site: Site, tmp_path: Path) -> None:
    """Pins are found in the wiki's own XML, and the other bytes of it stay."""
    wiki = site.wikis["mediawiki"]
    assert isinstance(wiki, MediaWiki)
    wiki.save(
        "Exported", AROUND.format(fetched(site, "/answer.wiki", q=QUESTION, pin="1")).replace("\r\n", "\n")
    )
    export = tmp_path / "export.xml"
    export.write_text(wiki.export("Exported"), encoding="utf-8")
    before = export.read_text(encoding="utf-8")
    assert pins_check(site, str(export)).exit_code == 0
    site.plan.revise(AFTER)
    try:
        assert pins_check(site, str(export)).exit_code == 1
        assert pins_check(site, "--update", str(export)).exit_code == 0
        after = export.read_text(encoding="utf-8")
        assert AFTER in after
        assert after.count("\n") == before.count("\n")
        changed = [
            line for line, old in zip(after.splitlines(), before.splitlines(), strict=True) if line != old
        ]
        assert all(AFTER in line or "keikaku q=" in line for line in changed)
    finally:
        site.plan.revise(BEFORE)


@pytest.mark.parametrize("name", WIKIS)
def test_the_component_says_that_the_answer_changed(name: str, site: Site, page: Page, shots: Path) -> None:
    """It shows the figure; after the change the new one, what it was, and that it changed."""
    text = fetched(site, "/embed/component", q=QUESTION, inside=name)
    address = site.wikis[name].save("Component", AROUND.format(text).replace("\r\n", "\n"))
    page.goto(address)
    component = page.locator("keikaku-answer")
    expect(component.locator(".headline")).to_contain_text(BEFORE)
    expect(component.locator(".changed")).to_be_hidden()
    expect(component.locator("footer")).to_contain_text("2023年度")
    link = component.locator(".sources a").first
    assert (link.get_attribute("target"), link.get_attribute("href", timeout=1000)) == (
        "_blank",
        f"{site.server}/documents/oita-ict-2022-2024?around=9-3&cell=kpi#row-9-3",
    )
    page.screenshot(path=shots / f"{name}-component.png")

    site.plan.revise(AFTER)
    page.reload()
    expect(component.locator(".headline")).to_contain_text(AFTER)
    expect(component.locator(".changed")).to_be_visible()
    expect(component.locator(":scope > p").first).to_be_visible()
    expect(component.locator(":scope > p").first).to_contain_text(BEFORE)
    page.screenshot(path=shots / f"{name}-component-changed.png")


@pytest.mark.parametrize("name", WIKIS)
def test_what_stands_inside_is_shown_without_the_server(name: str, site: Site, page: Page) -> None:
    """While no answer can be had, the wiki's own text is there, as mark-up of that wiki."""
    text = fetched(site, "/embed/component", q="B評価の施策は？", inside=name)
    page.route("**/embed/answers*", lambda route: route.abort())
    with page.expect_request("**/embed/answers*"):
        page.goto(site.wikis[name].save("Offline", text))
    inside = page.locator("keikaku-answer")
    expect(inside.locator("table tr")).to_have_count(7)
    expect(inside.locator("table")).to_be_visible()
    expect(inside.locator(".headline")).to_have_count(0)


@pytest.mark.parametrize("name", WIKIS)
def test_the_frame_fits_and_says_that_the_answer_changed(
    name: str, site: Site, page: Page, shots: Path
) -> None:
    """The frame has the height of its page; after the change it shows what was and what is."""
    text = fetched(site, "/embed/component", q=QUESTION, inside=name, frame="1")
    page.goto(site.wikis[name].save("Frame", AROUND.format(text).replace("\r\n", "\n")))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".headline")).to_contain_text(BEFORE)
    expect(frame.locator(".changed")).to_have_count(0)
    inner = frame.locator("body").evaluate("() => Math.ceil(document.body.getBoundingClientRect().height)")
    expect(page.locator("iframe")).to_have_css("height", f"{inner}px")
    page.screenshot(path=shots / f"{name}-frame.png")

    site.plan.revise(AFTER)
    page.reload()
    expect(frame.locator(".headline")).to_contain_text(AFTER)
    expect(frame.locator(".changed .was")).to_contain_text(BEFORE)

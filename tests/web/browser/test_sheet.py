"""The table of a document in a real browser, scrolled: what names its rows and its columns stays in sight."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.support import DOCUMENT

AT = """([x, y]) => {
  const { left, top } = document.querySelector(".sheet").getBoundingClientRect();
  return document.elementFromPoint(left + x, top + y).closest("th, td").tagName;
}"""
EDGES = """() => {
  const sheet = document.querySelector(".sheet").getBoundingClientRect();
  const row = [...document.querySelectorAll("tbody tr:not(.section)")]
    .find((one) => one.getBoundingClientRect().bottom > sheet.top + sheet.height / 2);
  return [...document.querySelectorAll(".source thead th:nth-child(2n + 1)"), row.cells[0]]
    .map((one) => one.getBoundingClientRect())
    .map((box) => [box.left - sheet.left, box.top - sheet.top]);
}"""
TO = "([x, y]) => document.querySelector('.sheet').scrollTo(x, y)"


@contextmanager
def table(browser: Browser, address: str, width: int, scheme: str = "light") -> Iterator[Page]:
    """The table of the shipped document in a window of some width."""
    context = browser.new_context(
        base_url=address,
        locale="ja-JP",
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"/documents/{DOCUMENT}?columns=all")
    yield page
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(800, "dark"), (1280, "light")])
def test_the_first_column_and_the_head_stay_together(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    """Scrolled both ways at once, the corner, the head and the names of rows stay where they were."""
    with table(browser, address, width, scheme) as page:
        page.locator(".sheet").evaluate("one => one.scrollIntoView()")
        corner, head, *_, name = page.evaluate(EDGES)
        page.evaluate(TO, [120, 3000])
        assert page.evaluate("() => document.querySelector('.sheet').scrollLeft") > 0
        corner_then, head_then, *_, name_then = page.evaluate(EDGES)
        assert corner_then == pytest.approx(corner, abs=1)
        assert head_then[1] == pytest.approx(head[1], abs=1)
        assert head_then[0] < head[0]
        assert name_then[0] == pytest.approx(name[0], abs=1)
        assert [page.evaluate(AT, at) for at in ([20, 15], [20, 400], [400, 15])] == ["TH", "TH", "TH"]


def test_the_name_of_a_section_stays_in_sight(browser: Browser, address: str) -> None:
    """Also where the table is scrolled to its right edge."""
    with table(browser, address, 800) as page:
        page.evaluate(TO, [9999, 0])
        sheet = page.locator(".sheet").bounding_box()
        section = page.locator(".section span").first.bounding_box()
        assert sheet is not None
        assert section is not None
        assert sheet["x"] <= section["x"]


def test_on_a_phone_the_name_of_a_row_stays_above_its_cells(browser: Browser, address: str) -> None:
    """While the cells of a row are read, its name is at the top of the window."""
    with table(browser, address, 360) as page:
        row = page.locator("tr#row-9-3")
        row.evaluate("one => scrollTo(0, scrollY + one.getBoundingClientRect().top + 300)")
        name = row.locator("th").bounding_box()
        assert name is not None
        assert name["y"] == pytest.approx(0, abs=1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_the_cited_cell_is_in_sight(browser: Browser, address: str) -> None:
    """Though its row is longer than the window, and the address names the row."""
    with table(browser, address, 360) as page:
        page.goto(f"/documents/{DOCUMENT}?around=9-3&cell=rating#row-9-3")
        expect(page.locator(".cited")).to_be_in_viewport()

"""The table of an answer in a browser: cards on a phone, and what was asked for in sight where it is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

ASKED = "B評価の施策の課題を一覧で"
MANY = "情報政策課の施策の概要と実績と課題と目標と達成率は"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A Japanese browser of 360 pixels."""
    context = browser.new_context(
        base_url=address, locale="ja-JP", viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def left_and_right(place: Locator) -> tuple[float, float]:
    """The edges of what is shown of an element, in pixels of the page."""
    box = place.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


def test_a_row_is_a_card_on_a_phone(phone: Page) -> None:
    """Number and name above, every other cell beside its heading, and nothing beyond the edge."""
    phone.goto(f"/?q={ASKED}")
    row = phone.locator(".answer tbody tr").first
    shown = row.locator("td").evaluate_all(
        "cells => cells.map(one => [getComputedStyle(one, '::before').content, one.textContent.slice(0, 12)])"
    )
    assert [heading for heading, _ in shown] == ["none", "none", '"担当"', '"評価"', '"課題"']
    assert [text for _, text in shown][:4] == ["1-4", "バリアフリーマップのエリ", "障害福祉課", "B"]
    table = phone.locator(".answer .scroll")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    for cell in row.locator("td").all():
        left, right = left_and_right(cell)
        assert 0 <= left < right <= 360


def test_cards_are_sorted_by_their_headings(phone: Page) -> None:
    """The headings stand above the cards, as buttons."""
    phone.goto("/?q=達成率が低い順に5件")
    phone.locator(".as-table summary").or_(phone.locator(".answer .scroll")).first.click()
    heading = phone.get_by_role("button", name="達成率")
    heading.click()
    heading.click()
    rates = phone.locator(".answer td.asked").all_text_contents()
    assert rates == sorted(rates, key=lambda rate: -float(rate.split()[0]))


def test_two_columns_stay_a_table(phone: Page) -> None:
    """A count of each value fits as it is."""
    phone.goto("/?q=担当課ごとの件数は")
    phone.locator(".as-table summary").click()
    expect(phone.locator(".answer table")).to_have_css("display", "table")


@pytest.mark.parametrize("width", [620, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_asked_for_is_in_sight_where_a_table_is_cut(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    """Number and column asked for stay at the edges of the table, wherever it is scrolled to."""
    context = browser.new_context(
        base_url=address,
        locale="ja-JP",
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"/?q={MANY}")
    page.locator(".as-table summary").click()
    table = page.locator(".answer .scroll")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    left, right = left_and_right(table)
    for scrolled in (0, 9999):
        table.evaluate("(one, by) => { one.scrollLeft = by; }", scrolled)
        for line in (page.locator(".answer thead tr"), page.locator(".answer tbody tr").first):
            first, asked = line.locator(":scope > *").first, line.locator(".asked")
            assert left_and_right(first)[0] == pytest.approx(left, abs=2)
            assert left_and_right(asked)[1] == pytest.approx(right, abs=20)
    expect(page.locator(".answer th.asked")).to_have_text("達成率")
    context.close()


def test_long_columns_take_the_room_of_a_wide_screen(page: Page) -> None:
    """They go beyond the conversation, and stay on the page."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/?q=情報政策課の施策の概要と実績と課題")
    page.locator(".as-table summary").click()
    left, right = left_and_right(page.locator(".answer .scroll"))
    inner, outer = left_and_right(page.locator(".said").first)
    assert 0 < left < inner
    assert outer < right < 1280
    assert page.locator(".answer .scroll").evaluate("one => one.scrollWidth <= one.clientWidth")


@pytest.mark.parametrize(
    ("path", "table"),
    [(f"/embed?q={ASKED}", ".as-cards"), (f"/record?q={ASKED}", ".data"), (f"/record?q={ASKED}", ".cells")],
)
def test_a_narrow_frame_and_a_record_have_cards_too(phone: Page, path: str, table: str) -> None:
    """No cell is cut, nor a few letters wide."""
    phone.goto(path)
    row = phone.locator(f"{table} tbody tr").nth(2)
    expect(phone.locator(f"{table} thead").first).to_be_hidden()
    for cell in row.locator("td").all():
        left, right = left_and_right(cell)
        assert 0 <= left < right <= 360
    left, right = left_and_right(row.locator("td").last)
    assert right - left > 200

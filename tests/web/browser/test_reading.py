"""The conditions of a question in a real browser: changed and taken away by click, keyboard, or no script."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

QUESTION = "情報政策課のB評価の施策は"


def asked(question: str) -> re.Pattern[str]:
    return re.compile(rf"/\?q={quote(question)}(&|#|$)")


def test_a_condition_is_changed_by_a_click(page: Page) -> None:
    """Its values open with their rows; one leads to a new address, and its answer has as many."""
    page.goto(f"/?q={QUESTION}")
    chip = page.locator(".stage", has_text="評価")
    chip.locator("summary").click()
    expect(chip.locator(".choices a")).to_have_text(["A15件"])
    chip.locator(".choices a").click()
    expect(page).to_have_url(asked("情報政策課のA評価の施策は"))
    expect(page.locator(".headline mark")).to_have_text("15件")


def test_a_condition_is_taken_away_by_keyboard(page: Page) -> None:
    """Enter opens the values, Escape leads back to the chip, Tab to the cross behind it."""
    page.goto(f"/?q={QUESTION}")
    chip = page.locator(".stage", has_text="担当")
    summary = chip.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(chip.locator(".choices")).to_be_visible()
    page.keyboard.press("Tab")
    expect(chip.locator(".choices a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip.locator(".choices")).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    cross = page.get_by_role("link", name="「担当: 情報政策課」を外す")
    expect(cross).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(asked("B評価の施策は"))


def test_one_list_is_open_at_a_time(page: Page) -> None:
    """Another closes it, and so does a click elsewhere."""
    page.goto(f"/?q={QUESTION}")
    summaries = page.locator(".stage summary")
    summaries.nth(1).click()
    summaries.nth(0).click()
    expect(page.locator(".stage details[open]")).to_have_count(1)
    page.locator(".headline").click(position={"x": 700, "y": 5})
    expect(page.locator(".stage details[open]")).to_have_count(0)


def test_conditions_are_changed_without_script(browser: Browser, address: str) -> None:
    """Everything is a link."""
    context = browser.new_context(base_url=address, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/?q={QUESTION}&after=RPAの目標は")
    chip = page.locator("#latest .stage", has_text="評価")
    chip.locator("summary").click()
    chip.locator(".choices a").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#latest .question")).to_contain_text("情報政策課のA評価の施策は")
    page.locator("#latest .stage", has_text="担当").locator(".without").click()
    expect(page.locator("#latest .question")).to_contain_text("A評価の施策は")
    page.goto("/?q=達成率の平均は")
    page.goto("/otherwise?q=達成率の平均は&stage=1")
    expect(page.get_by_role("alert")).to_contain_text("質問の言葉にできませんでした")
    expect(page.locator("#question")).to_have_value("達成率の平均は")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_matched_guessed_and_unread_look_different_without_colour(
    browser: Browser, address: str, scheme: str
) -> None:
    """By their borders and their signs, in both themes."""
    looks = set()
    for question, look in (
        ("情報政策課の施策は", "matched"),
        ("遅れている施策は", "guessed"),
        ("市民課のドローンの施策は", "unread"),
    ):
        context = browser.new_context(
            base_url=address, locale="ja-JP", color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.goto(f"/?q={question}")
        chip = page.locator(f".stage.{look}").first
        border: str = chip.locator("summary, .fixed").evaluate("one => getComputedStyle(one).borderTopStyle")
        sign = chip.locator(".sign").all_text_contents()
        looks.add((border, *sign))
        context.close()
    assert looks == {("solid",), ("dashed", "≈"), ("dotted", "?")}


@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_list_fits_the_page(browser: Browser, address: str, width: int) -> None:
    """On a phone as on a desk, for the chip that stands last."""
    context = browser.new_context(
        base_url=address, locale="ja-JP", viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/?q=未達の、A評価の、情報政策課の施策は")
    page.locator(".stage summary").last.click()
    box = page.locator(".choices:visible").bounding_box()
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert wide <= width

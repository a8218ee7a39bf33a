"""Going on with a conversation: editing, branching, keeping, saving, and the keys for it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.test_asking import QUESTION, ask


def test_a_question_is_edited(page: Page) -> None:
    """It comes back into the box with what was before it; its answer is replaced by that of the new one."""
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "課題は？", turn=1)
    page.get_by_role("link", name="質問を直す").last.click()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#question")).to_have_value("課題は？")
    expect(page.locator("#question")).to_be_focused()
    ask(page, "担当課は？", turn=1)
    expect(page.locator(".turn").nth(1).locator(".headline")).to_contain_text("情報政策課")


def test_a_question_is_edited_without_script(browser: Browser, address: str) -> None:
    """By a link, like all else."""
    context = browser.new_context(base_url=address, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="質問を直す").click()
    expect(page.locator("#question")).to_have_value(QUESTION)
    page.fill("#question", "RPAの実績は")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .headline")).to_contain_text("30業務")
    context.close()


def test_a_conversation_has_no_end(page: Page) -> None:
    """After more questions than are followed, one is answered in the light of the last."""
    after = "&".join(f"after=B評価の施策は{'？' * (number % 3)}" for number in range(22))
    page.goto(f"/?q={QUESTION}&{after}")
    count = page.locator(".turn").count()
    ask(page, "課題は？", turn=count)
    expect(page.locator(".turn").last.locator(".card").first).to_contain_text("9-3")
    ask(page, "担当課は？", turn=count + 1)
    expect(page.locator(".turn").last.locator(".headline")).to_contain_text("情報政策課")
    assert page.url.count("after=") == 20


def test_switching_the_language_keeps_the_conversation(page: Page) -> None:
    """Also the turns that the script asked for."""
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "課題は？", turn=1)
    page.get_by_role("link", name="English").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_keys_lead_to_the_box(page: Page) -> None:
    """A slash focuses it and is not typed; up brings the last questions back; down opens the list again."""
    page.goto("/")
    ask(page, "B評価の施策は")
    ask(page, QUESTION, turn=1)
    page.locator(".turn td a").first.focus()
    page.keyboard.press("/")
    box = page.locator("#question")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value(QUESTION)
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("B評価の施策は")
    box.fill("じんじ")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("/")
    expect(box).to_have_value("じんじ/")


@pytest.mark.parametrize(("language", "star"), [("ja-JP", "お気に入り"), ("en-US", "Favourite")])
def test_questions_are_kept_in_this_browser(browser: Browser, address: str, language: str, star: str) -> None:
    """With their answers' addresses and favourites; cleared but for those; nothing is sent to the server."""
    context = browser.new_context(base_url=address, locale=language, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "B評価の施策は", turn=1)
    page.locator(".turn [data-star]").first.click()
    expect(page.locator(".turn [data-star]").first).to_have_attribute("aria-pressed", "true")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto("/history")
    stars, recent = page.locator("[data-of=stars] li"), page.locator("[data-of=recent] li")
    expect(stars).to_have_count(1)
    expect(recent).to_have_count(1)
    expect(stars.get_by_role("button", name=re.compile(star))).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[data-clear]").click()
    expect(recent).to_have_count(1)
    page.locator("[data-clear]").click()
    expect(recent).to_have_count(0)
    expect(stars).to_have_count(1)
    assert [url for url in sent if QUESTION in unquote(url)] == []
    stars.get_by_role("link").click()
    expect(page.locator(".turn .headline")).to_contain_text("40業務")
    context.close()


def test_history_can_be_switched_off(page: Page) -> None:
    """What was kept is forgotten, and nothing more is."""
    page.goto("/")
    ask(page, QUESTION)
    page.goto("/history")
    page.locator("[data-keep]").uncheck()
    expect(page.locator("#history-list li")).to_have_count(0)
    page.goto(f"/?q={QUESTION}")
    page.goto("/history")
    expect(page.locator("[data-keep]")).not_to_be_checked()
    assert page.evaluate("localStorage.getItem('keikaku-questions')") is None


def test_what_stands_in_the_storage_leads_nowhere_else(page: Page) -> None:
    """An address of another site is passed over."""
    page.goto("/history")
    page.evaluate(
        """() => localStorage.setItem("keikaku-questions", JSON.stringify([
          { question: "x", address: "//elsewhere.example/", time: 1 },
          { question: "y", address: "javascript:alert(1)", time: 1 }]))"""
    )
    page.reload()
    expect(page.locator("#history-list a")).to_have_count(0)


def test_history_has_no_barrier(page: Page) -> None:
    """axe finds nothing in a filled list."""
    from axe_playwright_python.sync_playwright import Axe

    page.goto(f"/?q={QUESTION}")
    page.goto("/history")
    expect(page.locator("#history-list li")).to_have_count(1)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    )
    assert [one["id"] for one in found.response["violations"]] == []


def test_a_conversation_is_saved(page: Page) -> None:
    """Each question as a heading above its answer, and the address; also with what the script asked for."""
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "課題は？", turn=1)
    with page.expect_download() as saved:
        page.get_by_role("link", name="会話をMarkdownで保存").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [f"## {QUESTION}", "## 課題は？"]
    assert "40業務" in text
    assert "after=" in text


def test_a_conversation_that_cannot_be_read_is_not_saved(client: FlaskClient) -> None:
    """It is an error, as the question is."""
    assert client.get("/conversation.md?q=%E2%80%8B").status_code == 400

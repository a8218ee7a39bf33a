"""The conversation in a real browser: asking, following up, suggestions, input methods, and life without
script.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.support import DOCUMENT

QUESTION = "RPAの目標は"
COMPOSING = """(keyCode) => {
  const input = document.getElementById("question");
  const key = (name, more) => input.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, keyCode, bubbles: true, cancelable: true, ...more }));
  return key("Enter", { isComposing: keyCode !== 229 });
}"""


def ask(page: Page, question: str, turn: int = 0) -> None:
    """Types a question, sends it, and waits for its answer."""
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.waiting)").nth(turn)).to_contain_text(question)


def test_an_answer_comes_without_leaving_the_page(page: Page) -> None:
    """The box has the focus on arrival; the figure stands out; the address and the live region follow."""
    page.goto("/")
    expect(page.locator("#question")).to_be_focused()
    page.evaluate("window.here = true")
    ask(page, QUESTION)
    expect(page.locator(".headline mark").first).to_contain_text("40業務")
    expect(page).to_have_url(re.compile(rf"/\?q={quote(QUESTION)}$"))
    expect(page).to_have_title(re.compile(QUESTION))
    expect(page.locator("#announce")).to_contain_text("40業務")
    expect(page.locator("#question")).to_be_focused()
    assert page.evaluate("window.here")


def test_a_follow_up_keeps_its_context(page: Page) -> None:
    """The second question is answered about the first one's row, and the address holds both."""
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "課題は？", turn=1)
    second = page.locator(".turn").nth(1)
    expect(second.locator(".card").first).to_contain_text("9-3")
    expect(page).to_have_url(re.compile(rf"q={quote('課題は？')}&after={quote(QUESTION)}$"))
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)


def test_going_back_shows_what_stood_there(page: Page) -> None:
    """The browser's button leads through the conversation, to the page to begin on."""
    page.goto("/")
    ask(page, QUESTION)
    ask(page, "課題は？", turn=1)
    page.go_back()
    expect(page.locator(".turn")).to_have_count(1)
    page.go_back()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".examples")).to_be_visible()


def test_a_new_question_starts_afresh(page: Page) -> None:
    """The link under the box leaves the conversation."""
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="新しい質問").click()
    expect(page.locator(".turn")).to_have_count(0)
    ask(page, "B評価の施策は")
    assert "after" not in page.url


def test_examples_and_suggestions_are_asked_by_a_click(page: Page) -> None:
    """An example starts, a suggestion under the last turn goes on, and so does one under an earlier turn,
    from there; the turns behind that stay.
    """
    page.goto("/")
    page.locator(".examples button").first.click()
    expect(page.locator(".turn:not(.waiting)")).to_have_count(1)
    page.locator(".turn .next button").first.click()
    expect(page.locator(".turn:not(.waiting)")).to_have_count(2)
    branch = page.locator(".turn").first.locator(".next button").last
    words = branch.text_content() or ""
    branch.click()
    expect(page.locator(".turn").last.locator(".question")).to_contain_text(words)
    expect(page.locator(".turn:not(.waiting)")).to_have_count(3)
    expect(page.locator(".turn").last.locator(".went-on")).to_be_visible()
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)


def test_a_citation_opens_its_row(page: Page) -> None:
    """At its place in the table, which is told apart, and in it the cell that is cited."""
    page.set_viewport_size({"width": 1000, "height": 720})
    page.goto(f"/?q={QUESTION}")
    page.locator(".card a").first.click()
    expect(page).to_have_url(re.compile(rf"/documents/{DOCUMENT}\?around=9-3&cell=kpi#row-9-3$"))
    row = page.locator("#row-9-3")
    expect(row).to_be_in_viewport()
    expect(page.locator(".cited")).to_have_count(1)
    expect(row.locator(".cited")).to_contain_text("2024年度末:40業務")
    expect(row.locator(".cited")).to_have_css("outline-style", "solid")
    expect(row.locator(".cited")).to_be_in_viewport()
    page.locator("#row-9-3 th a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("AI・RPAの利用促進")


def test_the_answer_and_its_table_lead_to_the_same_place(page: Page) -> None:
    """The cell that proves the row; a rating, a department and a name are marked as well."""
    page.goto("/?q=情報政策課のB評価の施策は")
    row = page.locator("tbody a").first.get_attribute("href")
    assert row == f"/documents/{DOCUMENT}?around=3-1&cell=department#row-3-1"
    for field, words in (("rating", "B"), ("department", "情報政策課"), ("name", "オープンデータ")):
        page.goto(f"/documents/{DOCUMENT}?around=3-1&cell={field}#row-3-1")
        expect(page.locator(".cited")).to_have_count(1)
        expect(page.locator("#row-3-1 .cited")).to_contain_text(words)


def test_a_cell_of_a_hidden_column_is_shown(browser: Browser, sample_address: str) -> None:
    """All columns of a wide table stand open where one that is left out is cited; it is scrolled to."""
    context = browser.new_context(base_url=sample_address, viewport={"width": 900, "height": 700})
    page = context.new_page()
    page.goto("/documents/sample?around=120&cell=result#row-120")
    expect(page.locator("thead th", has_text="備考7")).to_have_count(0)
    page.goto("/documents/sample?around=120&cell=備考7#row-120")
    expect(page.locator("thead th", has_text="備考7")).to_have_count(1)
    expect(page.locator("#row-120 .cited")).to_have_count(1)
    expect(page.locator("#row-120 .cited")).to_be_in_viewport()
    context.close()


def test_a_row_of_another_page_of_a_long_table_is_found(browser: Browser, sample_address: str) -> None:
    """The address of a citation names the row after the #; the page that holds it is opened."""
    context = browser.new_context(base_url=sample_address)
    page = context.new_page()
    page.goto("/documents/sample#row-120")
    expect(page.locator("#row-120")).to_be_in_viewport()
    page.goto("/documents/sample#row-nothing")
    expect(page.locator("#row-1")).to_be_visible()
    context.close()


def test_suggestions_are_taken_by_keyboard(page: Page) -> None:
    """By how it sounds; the arrow chooses, Enter takes and does not send, Escape closes."""
    page.goto("/")
    box = page.locator("#question")
    box.press_sequentially("じんじ")
    option = page.get_by_role("option", name=re.compile("人事課"))
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "-")
    page.keyboard.press("Enter")
    expect(box).to_have_value("人事課")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(0)
    box.press_sequentially("のじょうほう")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(box).to_have_value("人事課のじょうほう")


def test_suggestions_are_taken_by_mouse_and_know_earlier_questions(page: Page) -> None:
    """A question asked before in this tab comes first; the box keeps the focus."""
    page.goto("/")
    ask(page, QUESTION)
    box = page.locator("#question")
    box.press_sequentially("RPAの")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("前の質問")
    first.click()
    expect(box).to_have_value(QUESTION)
    expect(box).to_be_focused()
    box.fill(" ")
    expect(page.locator("#suggestions")).to_be_hidden()


def test_the_enter_of_an_input_method_never_sends(page: Page) -> None:
    """Neither while composing, nor as key 229, nor the one that ends the conversion; the next one does."""
    page.goto("/")
    page.fill("#question", QUESTION)
    box = page.locator("#question")
    box.dispatch_event("compositionstart")
    assert page.evaluate(COMPOSING, 13) is False  # the event was stopped
    assert page.evaluate(COMPOSING, 229) is False
    page.evaluate(
        """() => {
          const input = document.getElementById("question");
          input.dispatchEvent(new CompositionEvent("compositionend", { data: "目標", bubbles: true }));
          input.form.requestSubmit();
        }"""
    )
    expect(page.locator(".turn")).to_have_count(0)
    page.wait_for_function("!document.querySelector('form#ask').dataset.composing")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(1)


def test_arrows_belong_to_the_input_method_while_it_composes(page: Page) -> None:
    """They choose a candidate of the conversion, not a suggestion."""
    page.goto("/")
    page.locator("#question").press_sequentially("じんじ")
    expect(page.locator("#suggestions")).to_be_visible()
    page.evaluate(
        """() => document.getElementById("question").dispatchEvent(new KeyboardEvent(
          "keydown", { key: "ArrowDown", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    expect(page.locator("[aria-selected=true]")).to_have_count(0)


def test_a_table_is_sorted_by_its_headings(page: Page) -> None:
    """Row numbers as people count, up and down, and the heading says which."""
    page.goto("/?q=B評価の施策は")
    table = page.locator("table[data-sortable]")
    heading = table.locator("th").first
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    numbers = [text.strip() for text in table.locator("tbody td:first-child").all_text_contents()]
    assert numbers == ["1-4", "3-1", "9-3", "11-1", "11-2", "12-3"]
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert (table.locator("tbody td").first.text_content() or "").strip() == "12-3"


def test_answers_are_copied(page: Page, context: BrowserContext) -> None:
    """As text with its sources, as Markdown, as an address; the button says that it was done."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/?q={QUESTION}")
    copied = {}
    buttons = page.locator(".actions [data-copy]")
    for number, name in enumerate(("回答をコピー", "Markdownでコピー", "リンクをコピー")):
        expect(buttons.nth(number)).to_have_text(name)
        buttons.nth(number).click()
        expect(buttons.nth(number)).to_have_text("コピーしました")
        copied[name] = page.evaluate("navigator.clipboard.readText()")
    expect(buttons.first).to_have_text("回答をコピー")
    assert "78行目" in copied["回答をコピー"]
    assert f"/documents/{DOCUMENT}#row-9-3" in copied["Markdownでコピー"]
    assert copied["リンクをコピー"] == page.url


@pytest.mark.parametrize("plain", [False, True])
def test_a_table_is_copied_as_cells(page: Page, context: BrowserContext, plain: bool) -> None:
    """As lines of cells and as an HTML table that says which are texts; on plain http the same."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    if plain:
        page.add_init_script(
            "window.board = navigator.clipboard;"
            "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
        )
    page.goto("/?q=B評価の施策は")
    page.locator(".turn a[data-copy=cells]").click()
    expect(page.locator("#announce")).to_have_text("コピーしました")
    text, html = page.evaluate(
        """async () => {
          const [item] = await (window.board ?? navigator.clipboard).read();
          const kinds = ["text/plain", "text/html"];
          return Promise.all(kinds.map(async (kind) => (await item.getType(kind)).text()));
        }"""
    )
    assert text.splitlines()[:2] == [
        "No.\t個別施策\t担当\t評価",
        "'1-4\tバリアフリーマップのエリア拡大\t障害福祉課\tB",
    ]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", html)[:4] == [
        "1-4",
        "バリアフリーマップのエリア拡大",
        "障害福祉課",
        "B",
    ]


def test_copying_works_where_the_browser_has_no_clipboard(page: Page) -> None:
    """On plain http the interface is missing: a selected text area serves."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="回答をコピー").click()
    expect(page.locator("#announce")).to_have_text("コピーしました")


def test_a_copy_that_fails_says_so(page: Page) -> None:
    """The server is gone, so there is nothing to copy."""
    page.goto(f"/?q={QUESTION}")
    page.route("**/answer.md*", lambda route: route.abort())
    page.get_by_role("link", name="Markdownでコピー").click()
    expect(page.locator("#announce")).to_have_text("コピーできませんでした")


def test_a_server_that_is_gone_is_told_and_the_question_kept(page: Page) -> None:
    """The words stay in the box, the message is an alert, and the next try works."""
    page.goto("/")
    page.route("**/turn*", lambda route: route.abort())
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("サーバーに接続できません")
    expect(page.locator("#question")).to_have_value(QUESTION)
    expect(page.locator(".examples")).to_be_visible()
    page.unroute("**/turn*")
    page.keyboard.press("Enter")
    expect(page.locator(".turn:not(.waiting)")).to_have_count(1)


def test_an_error_of_the_server_is_told_in_its_words(page: Page) -> None:
    """A question of control characters alone is refused with the reason."""
    page.goto("/")
    page.evaluate("document.getElementById('question').value = '\\u200b'")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("質問を入力してください")


def test_everything_works_without_script(browser: Browser, address: str) -> None:
    """Ask, follow up, take a suggestion, open a source, filter the table, read the answer as a file."""
    context = browser.new_context(base_url=address, locale="ja-JP", java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#question", QUESTION)
    page.get_by_role("button", name="質問する").click()
    expect(page.locator(".headline mark").first).to_contain_text("40業務")
    page.fill("#question", "課題は？")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page).to_have_url(re.compile("#latest$"))
    page.locator(".turn .next button").last.click()
    expect(page.locator(".turn")).to_have_count(3)
    page.locator(".card a").first.click()
    expect(page.locator("table.source")).to_be_visible()
    page.get_by_label("評価").select_option("B")
    page.get_by_role("button", name="絞り込む").click()
    expect(page.locator("tr[id^=row-]")).to_have_count(6)
    expect(page.locator("#theme")).to_be_hidden()
    page.goto(f"/?q={QUESTION}")
    page.get_by_role("link", name="Markdownでコピー").click()
    context.close()

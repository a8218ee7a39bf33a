"""Answers in pages of another site, in a real browser: allowed and not, pinned, and many at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.sites import OtherSite
from tests.web.support import settings_for, start
from web import create_app
from web.guard import budget

QUESTION = "RPAの目標は"
HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>wiki</title>'
ALL_IN_SIGHT_ANSWERED = """() => [...document.querySelectorAll("keikaku-answer")].every((one) => {
  const { top } = one.getBoundingClientRect();
  return top < 0 || top > innerHeight || one.shadowRoot.querySelector(".headline");
})"""
READ = "([url, mode]) => fetch(url, { mode }).then((one) => one.text()).catch((error) => error.name)"
IMAGES = Path(__file__).resolve().parents[3] / "docs" / "embedding" / "images"


@pytest.fixture(scope="module")
def other() -> Iterator[OtherSite]:
    """Another site, which the server allows under one of its two names."""
    site = OtherSite()
    yield site
    site.close()


@pytest.fixture(scope="module")
def server(index_path: Path, other: OtherSite) -> str:
    """The address of a server that lets the other site show and read its answers."""
    return start(
        create_app(settings_for(index_path, frame_ancestors=(other.url,), cors_origins=(other.url,)))
    )


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh Japanese browser."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 800, "height": 600})
    yield context
    context.close()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where screenshots go: into the guides when they are to be made anew (WIKI_SCREENSHOTS)."""
    return IMAGES if os.environ.get("WIKI_SCREENSHOTS") else tmp_path


def script(server: str) -> str:
    return f'<script type="module" src="{server}/static/embed.js"></script>'


def component(text: str = "<p>前の回答</p>", question: str = QUESTION, **attributes: str) -> str:
    given = "".join(f' {name}="{value}"' for name, value in {"q": question, **attributes}.items())
    return f"<keikaku-answer{given}>{text}</keikaku-answer>"


def test_the_component_shows_the_answer_with_its_own_styles(
    server: str, other: OtherSite, visit: BrowserContext, shots: Path
) -> None:
    """The page's styles do not reach it, its custom properties do; both themes are there."""
    styles = "<style>p, a, article { color: red !important } body { --keikaku-radius: 0 }</style>"
    both = component(theme="light") + "<br>" + component(question="B評価の施策は？", theme="dark")
    other.pages["/wiki"] = f"{HEAD}{styles}{script(server)}{both}"
    page = visit.new_page()
    page.goto(f"{other.url}/wiki")
    light, dark = page.locator("keikaku-answer").all()
    expect(light.locator(".headline")).to_contain_text("40業務")
    expect(light.locator(".headline")).to_have_css("color", "rgb(29, 33, 38)")
    expect(light.locator("article")).to_have_css("border-radius", "0px")
    expect(dark.locator("article")).to_have_css("background-color", "rgb(28, 32, 37)")
    expect(dark.locator("tbody tr")).to_have_count(6)
    expect(light.locator("> p")).to_be_hidden()
    page.screenshot(path=shots / "html-component.png", full_page=True)


def test_the_browsers_dark_theme_is_taken_unless_one_is_given(
    server: str, other: OtherSite, browser: Browser
) -> None:
    """Without the attribute the component follows the reader."""
    other.pages["/dark"] = f"{HEAD}{script(server)}{component()}{component(theme='light')}"
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{other.url}/dark")
    followed, given = page.locator("keikaku-answer").all()
    expect(followed.locator("article")).to_have_css("background-color", "rgb(28, 32, 37)")
    expect(given.locator("article")).to_have_css("background-color", "rgb(255, 255, 255)")
    context.close()


def test_a_pinned_component_says_that_it_changed(
    server: str, other: OtherSite, visit: BrowserContext
) -> None:
    """What stood there is shown as what it was; with the current pin nothing is said."""
    other.pages["/pins"] = f"{HEAD}{script(server)}{component('<p>39業務</p>', pin='0' * 16)}<p id=later></p>"
    page = visit.new_page()
    page.goto(f"{other.url}/pins")
    answer = page.locator("keikaku-answer")
    expect(answer).to_have_attribute("changed", "")
    expect(answer.locator(".changed")).to_contain_text("変わりました")
    expect(answer.locator("> p")).to_be_visible()
    page.evaluate(
        """async () => {
          const element = document.querySelector("keikaku-answer");
          const once = { once: true };
          const shown = new Promise((done) => element.addEventListener("keikaku-answer", done, once));
          element.setAttribute("citations", "0");
          const { detail } = await shown;
          element.setAttribute("pin", detail.digest);
        }"""
    )
    expect(answer).not_to_have_attribute("changed", "")
    expect(answer.locator(".changed")).to_be_hidden()


def test_what_stands_inside_stays_without_the_server(
    server: str, other: OtherSite, visit: BrowserContext
) -> None:
    """An unreachable server, an error in its answer, and a page without script all leave the text there."""
    other.pages["/offline"] = f"{HEAD}{script(server)}{component()}{component(question=' ')}"
    page = visit.new_page()
    page.route("**/embed/answers*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(f"{other.url}/offline")
    expect(page.locator("keikaku-answer > p")).to_have_text(["前の回答", "前の回答"])
    expect(page.locator("keikaku-answer > p").first).to_be_visible()
    page.unroute("**/embed/answers*")
    page.reload()
    expect(page.locator("keikaku-answer").first.locator(".headline")).to_contain_text("40業務")
    expect(page.locator("keikaku-answer").last.locator("> p")).to_be_visible()


def _asked_in(address: str) -> list[str]:
    """The questions of one request for answers."""
    return parse_qs(urlsplit(address).query)["ask"]


def test_a_hundred_answers_are_asked_in_few_requests(
    server: str, other: OtherSite, visit: BrowserContext
) -> None:
    """Only what is near the window is asked for, all of it together; in the end every place is answered.

    What a busy server refused is asked for again, one request of it at most.
    """
    questions = [f"{first}-{second}の担当課は" for first in range(1, 11) for second in range(1, 11)]
    places = "".join(f"<div style='height: 200px'>{component(question=one)}</div>" for one in questions)
    other.pages["/many"] = f"{HEAD}{script(server)}{places}"
    page = visit.new_page()
    requests: list[list[str]] = []
    page.on(
        "request", lambda one: requests.append(_asked_in(one.url)) if "/embed/answers" in one.url else None
    )
    page.goto(f"{other.url}/many")
    expect(page.locator("keikaku-answer").first.locator(".headline")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sum(map(len, requests)) < 20
    assert len(requests) <= 2
    page.add_style_tag(content="div { height: 24px !important }")
    for top in range(0, 2400, 600):
        page.evaluate("(top) => scrollTo(0, top)", top)
        page.wait_for_function(ALL_IN_SIGHT_ANSWERED)
    assert len({question for some in requests for question in some}) == 100
    assert len(requests) <= 12
    assert max(map(len, requests)) <= 20
    assert sum(map(len, requests)) <= 120


def test_a_frame_takes_the_height_of_its_answer(
    server: str, other: OtherSite, visit: BrowserContext, shots: Path
) -> None:
    """No scrollbar is needed, and a narrower frame grows."""
    size = 'width="700" height="50" style="border: 0"'
    frame = f'<iframe src="{server}/embed?q=B評価の施策は？" {size} title="B"></iframe>'
    other.pages["/frame"] = f"{HEAD}{script(server)}{frame}"
    page = visit.new_page()
    page.goto(f"{other.url}/frame")
    inside = page.frame_locator("iframe")
    expect(inside.locator("tbody tr")).to_have_count(6)
    expect(page.locator("iframe")).not_to_have_css("height", "50px")
    first = page.locator("iframe").evaluate("(one) => one.clientHeight")
    needed = inside.locator("body").evaluate("() => document.documentElement.scrollHeight")
    assert first >= needed
    page.screenshot(path=shots / "html-frame.png")
    page.locator("iframe").evaluate("(one) => { one.style.width = '260px'; }")
    page.wait_for_function(f"() => document.querySelector('iframe').clientHeight > {first}")


def test_a_stranger_gets_nothing(server: str, other: OtherSite, visit: BrowserContext) -> None:
    """Neither script, nor answers, nor a frame, from an origin that is not named."""
    frame = f'<iframe src="{server}/embed?q={QUESTION}" title="x"></iframe>'
    other.pages["/stranger"] = f"{HEAD}{script(server)}{component()}{frame}"
    page = visit.new_page()
    page.goto(f"{other.stranger}/stranger")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => customElements.get('keikaku-answer') === undefined")
    expect(page.locator("keikaku-answer > p")).to_be_visible()
    assert page.locator("iframe").element_handle().content_frame().url.startswith("chrome-error://")
    for path in (
        "/api/ask?q=x",
        '/embed/answers?ask=["x"]',
        "/answer.md?q=x",
        "/oembed?url=x",
        "/static/embed.css",
    ):
        for mode in ("cors", "no-cors"):
            read = page.evaluate(READ, [server + path, mode])
            assert read == "TypeError", (path, mode)


def test_the_dialog_offers_every_form(page: Page, shots: Path) -> None:
    """It opens over the conversation, asks once where the answer goes, shows that way with its preview, and
    copies the text; the next time it begins with what was chosen.
    """
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/?q={QUESTION}")
    page.locator("a[data-embed]").click()
    dialog = page.locator("#embed-dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("details.form:visible")).to_have_count(0)
    dialog.locator("select").select_option("frame")
    expect(dialog.frame_locator("#embed-frame iframe").locator(".headline")).to_contain_text("40業務")
    dialog.locator("select").select_option("component")
    expect(dialog.locator("#embed-component keikaku-answer .headline")).to_contain_text("40業務")
    dialog.locator("select").select_option("mediawiki")
    expect(dialog.locator("details.form:visible")).to_have_count(1)
    expect(dialog.locator("#embed-mediawiki .pasted")).to_contain_text("40業務")
    page.screenshot(path=shots / "chat-dialog.png")
    dialog.locator("#embed-mediawiki button").click()
    expect(dialog.locator("#embed-mediawiki button")).to_have_text("コピーしました")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith(
        '<!-- keikaku q="RPAの目標は" pin="'
    )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.locator("a[data-embed]").click()
    expect(dialog.locator("#embed-mediawiki textarea")).to_be_visible()


def test_the_forms_are_a_page_without_script(browser: Browser, address: str) -> None:
    """The link leads to them where no script runs."""
    context = browser.new_context(java_script_enabled=False, locale="ja-JP", base_url=address)
    page = context.new_page()
    page.goto(f"/?q={QUESTION}")
    page.locator("a[data-embed]").click()
    expect(page.locator("h1")).to_have_text("回答をページに貼る")
    expect(page.locator("textarea")).to_have_count(9)
    context.close()


def test_what_was_too_much_for_one_request_comes_with_the_next(
    visit: BrowserContext, server: str, other: OtherSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place is filled, also where the server takes up one new question a request."""
    monkeypatch.setattr(budget, "MOST_SECONDS", -1)
    questions = ("1-1の担当は", "1-2の担当は", "1-3の担当は")
    other.pages["/much"] = HEAD + "".join(component(question=one) for one in questions) + script(server)
    page = visit.new_page()
    page.goto(f"{other.url}/much")
    page.wait_for_function(ALL_IN_SIGHT_ANSWERED, timeout=20_000)

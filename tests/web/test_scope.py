"""The documents that questions are asked of: in the address, in its form, and remembered."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

QUESTION = "B評価の取組は何件"


def counted(client: FlaskClient, **query: object) -> tuple[str, list[str]]:
    """The first line of an answer, and the documents it cites."""
    found = client.get("/api/ask", query_string={"q": QUESTION, **query}).get_json()
    return found["answer"].splitlines()[0], sorted({one["document"] for one in found["citations"]})


@pytest.fixture
def client(editions_app: Flask) -> FlaskClient:
    """A client of one plan in two years."""
    return editions_app.test_client()


@pytest.mark.parametrize(
    ("kept", "document"), [((), "plan-2023"), (("plan-2022",), "plan-2022"), (("plan-2023",), "plan-2023")]
)
def test_an_answer_keeps_to_the_documents_of_its_address(
    client: FlaskClient, kept: tuple[str, ...], document: str
) -> None:
    """Without any, to the newest edition."""
    assert counted(client, **{"in": kept})[1] == [document]


def test_words_of_the_question_go_before_the_choice(client: FlaskClient) -> None:
    """A year that is named is answered, with a note that it is beside the choice."""
    query = {"q": "2023年度のB評価の取組は何件", "in": "plan-2022"}
    found = client.get("/api/ask", query_string=query).get_json()
    assert {one["document"] for one in found["citations"]} == {"plan-2023"}
    assert any("選んだ範囲の外" in note for note in found["notes"])


def test_a_body_may_name_the_documents(client: FlaskClient) -> None:
    """The object says which were kept to."""
    found = client.post("/api/ask", json={"question": QUESTION, "in": ["plan-2022"]}).get_json()
    assert found["in"] == ["plan-2022"]
    assert {one["document"] for one in found["citations"]} == {"plan-2022"}


def test_a_document_that_is_not_loaded_is_refused(client: FlaskClient) -> None:
    """By its own error, in an address as in a body."""
    statuses = (
        client.get("/api/ask", query_string={"q": QUESTION, "in": "none"}).status_code,
        client.post("/api/ask", json={"question": QUESTION, "in": ["none"]}).status_code,
    )
    assert statuses == (404, 404)


def test_every_address_of_an_answer_keeps_to_the_same_documents(client: FlaskClient) -> None:
    """Its page, files, record, forms, other readings, and the fields of its forms."""
    html = client.get("/", query_string={"q": "B評価の取組は", "in": "plan-2022"}).get_data(as_text=True)
    article = html[html.index("<article") : html.index("</article>")]
    asking = [unescape(one) for one in re.findall(r'(?:href|data-address)="([^"]*[?&;]q=[^"]*)"', article)]
    assert len(asking) > 5
    assert [one for one in asking if "in=plan-2022" not in one] == []
    assert html.count('name="in" value="plan-2022"') >= 2


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("in=plan-2022", "in=plan-2022"),
        ("in=plan-2022&in=plan-2023", "in=plan-2022&in=plan-2023"),
        ("in=gone", ""),
        ("year=2023&in=plan-2022", "in=plan-2023"),
        ("newest=1&in=plan-2022", ""),
        ("", ""),
    ],
)
def test_the_choice_leads_back_to_the_page(client: FlaskClient, query: str, kept: str) -> None:
    """The conversation stays, the documents before are replaced."""
    response = client.get(f"/scope?{query}&back=%2F%3Fq%3DB%26after%3DA%26in%3Dplan-2023")
    assert response.location == "/?q=B&after=A" + (f"&{kept}" if kept else "")


def test_a_choice_is_remembered_for_the_first_page_alone(client: FlaskClient) -> None:
    """An address that names no document means the newest edition for everybody."""
    client.get("/scope?in=plan-2022&back=/")
    first, answer = (client.get(path).get_data(as_text=True) for path in ("/", f"/?q={QUESTION}"))
    assert 'name="in" value="plan-2022"' in first
    assert 'type="hidden" name="in"' not in answer
    client.get("/scope?newest=1&back=/")
    assert 'type="hidden" name="in"' not in client.get("/").get_data(as_text=True)


def test_the_choice_leads_to_no_other_host(client: FlaskClient) -> None:
    """Whatever the address to go back to says."""
    assert client.get("/scope?in=plan-2022&back=//elsewhere.example/").location == "/?in=plan-2022"


def test_one_document_alone_is_not_chosen_from(app: Flask) -> None:
    """The page has no selector."""
    assert "質問する範囲" not in app.test_client().get("/").get_data(as_text=True)


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("width", "language"), [(1280, "ja-JP"), (360, "en-US")])
def test_documents_are_chosen_in_a_browser(
    browser: Browser, editions_address: str, width: int, language: str, *, script: bool
) -> None:
    """By keyboard alone, with the script and without; the next question is asked of them; the page fits."""
    context = browser.new_context(
        base_url=editions_address,
        locale=language,
        viewport={"width": width, "height": 740},
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto("/")
    page.locator(".scope summary").press("Enter")
    page.locator('.scope input[value="plan-2022"]').press("Space")
    page.locator('.scope input[value="plan-2022"]').press("Enter")
    expect(page.locator(".scope summary")).to_contain_text("2022")
    page.fill("#question", QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .headline")).to_contain_text("3")
    expect(page.locator(".turn .citations")).to_contain_text("2022")
    assert "in=plan-2022" in page.url
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/")
    expect(page.locator(".scope summary")).to_contain_text("2022")
    context.close()


def test_a_pin_holds_the_documents_that_were_kept_to(client: FlaskClient) -> None:
    """As text, and as the component, whose addresses keep to them too."""
    query = {"q": "B評価の取組は", "in": "plan-2022", "pin": "1"}
    assert 'in="plan-2022"' in client.get("/answer.md", query_string=query).get_data(as_text=True)
    component = client.get("/embed/component", query_string=query).get_data(as_text=True)
    assert ' in="plan-2022"' in component

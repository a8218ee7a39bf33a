"""Pinned answers in pages: found in every mark-up, told when stale, written anew, nothing else touched."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.cli.commands import cli
from assistant.model.answer import Answer, Citation, Language, Status, Table
from assistant.pins.pinned_page import pinned_answers, rewritten
from assistant.pins.pins import FORMS, component, frame, pin_of, render_pinned, short
from assistant.render import render
from assistant.render.digest import digest
from corpus.document import Locator

SERVER = "https://plan.example"
BEFORE = Answer(
    question="講座の目標は",
    history=("講座の課題は",),
    language=Language.JAPANESE,
    status=Status.ANSWERED,
    answer="目標は 40人 です。",
    citations=(Citation("plan", "2-1", "講座の開催", "kpi", "40人", Locator(line=13)),),
)
AFTER = replace(BEFORE, answer="目標は 45人 です。")
TABLE = replace(BEFORE, citations=(), table=Table(("No.",), (("2-1",),)))
WAYS: dict[str, Callable[[Answer], str]] = {
    **{form: partial(render_pinned, form=form, base_url=SERVER) for form in FORMS},
    "component": lambda one: component(one, base_url=SERVER),
    "component in MediaWiki": lambda one: component(one, base_url=SERVER, inside="mediawiki", frame=True),
    "frame": lambda one: frame(one, SERVER, 200),
}
Run = Callable[..., Result]


def exported(text: str, quote: bool = False) -> str:
    """The text as a page of MediaWiki's XML, its quotation marks escaped or not."""
    written = html.escape(text, quote=False).replace('"', "&quot;" if quote else '"')
    return f'<mediawiki xmlns="x">\n<page><text bytes="9">{written}</text></page></mediawiki>'


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("before", [BEFORE, TABLE], ids=["citations", "table"])
def test_an_answer_is_found_and_written_anew(way: str, before: Answer) -> None:
    """What stands around it stays; what is new is what the server would give now."""
    page = f"前\r\n{WAYS[way](before)}後 \n"
    (found,) = pinned_answers(page)
    assert found.pin is not None
    assert (found.pin.question, found.pin.history) == (before.question, before.history)
    assert found.pin.digest == digest(before)
    if before is BEFORE or way in (*FORMS, "frame"):
        assert found.pin.base_url == SERVER or found.pin.form == "html"
        assert rewritten(page, [(found, AFTER)]) == f"前\r\n{WAYS[way](AFTER)}後 \n"
    else:  # without any link the component does not tell the server
        assert rewritten(page, [(found, TABLE)]) == page


@pytest.mark.parametrize("way", WAYS)
def test_the_same_holds_inside_an_export(way: str) -> None:
    """The XML of MediaWiki is read through, and written with its own escapes, of quotation marks too."""
    for quote in (False, True):
        page = exported(f"'''前'''\n{WAYS[way](BEFORE)}後", quote)
        (found,) = pinned_answers(page)
        assert rewritten(page, [(found, AFTER)]) == exported(f"'''前'''\n{WAYS[way](AFTER)}後", quote)


@pytest.mark.parametrize("form", FORMS)
def test_line_breaks_stay_as_the_page_has_them(form: str) -> None:
    """A page saved on Windows keeps its own."""
    page = WAYS[form](BEFORE).replace("\n", "\r\n")
    (found,) = pinned_answers(page)
    assert rewritten(page, [(found, AFTER)]) == WAYS[form](AFTER).replace("\n", "\r\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_pin_without_its_end_is_told(form: str) -> None:
    """It takes nothing of the next one, and is not rewritten."""
    text = WAYS[form](BEFORE)
    whole = pinned_answers(text)[0]
    ending = {"dokuwiki": "[[keikaku://end", "confluence": '<ac:parameter ac:name="">keikaku://end'}
    cut = text[: text.rindex(ending.get(form, "<!-- /keikaku"))]
    found = pinned_answers(cut + "\n" + text)
    assert [one.pin for one in found] == [None, whole.pin]
    assert pinned_answers(cut)[0].pin is None


@pytest.mark.parametrize(
    "page",
    [
        '<!-- keikaku q="" pin="0123456789abcdef" -->x<!-- /keikaku -->',
        '<!-- keikaku q="a" pin="zz" -->x<!-- /keikaku -->',
        '<!-- keikaku q="a" pin="0123456789abcdef" form="rtf" -->x<!-- /keikaku -->',
        '<!-- keikaku q="a" pin="0123456789abcdef" base="javascript:x" -->x<!-- /keikaku -->',
        "[[keikaku://answer?q=a&pin=12|\u200b]]x[[keikaku://end|\u200b]]",
        '<keikaku-answer q="a" pin="12">x</keikaku-answer>',
        "https://plan.example/embed?q=a&pin=12",
    ],
)
def test_a_damaged_pin_is_told(page: str) -> None:
    """What can't be a pin of ours is neither stale nor fresh."""
    assert [one.pin for one in pinned_answers(page)] == [None]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<!-- a comment --> <keikaku-answer q='a'>x</keikaku-answer>",
        "https://plan.example/embed?q=a [[https://plan.example|x]]",
    ],
)
def test_what_has_no_pin_is_left_alone(page: str) -> None:
    """Live answers and other text are not looked at."""
    assert pinned_answers(page) == []


@given(st.text(min_size=1, max_size=40), st.text(max_size=20), st.sampled_from(sorted(WAYS)))
def test_any_question_comes_back_from_its_pin(question: str, earlier: str, way: str) -> None:
    """Whatever it holds, no mark-up ends the pin before its end."""
    one = replace(BEFORE, question=question, history=(earlier,) if earlier.strip() else ())
    wanted = pin_of(one, "html")
    if not wanted.question:
        return
    (found,) = pinned_answers(WAYS[way](one))
    assert found.pin is not None
    assert (found.pin.question, found.pin.history) == (
        wanted.question,
        tuple(h for h in wanted.history if h.strip()),
    )


def test_a_long_answer_is_cut_in_an_address() -> None:
    """What was said stands there as far as an address may carry it."""
    assert len(short(replace(BEFORE, answer="長" * 400))) == 300
    assert short(BEFORE) == "目標は 40人 です。"


def test_formats_that_can_not_hide_a_pin_have_none() -> None:
    """CSV, JSON and plain text are as without."""
    for form in ("csv", "json", "text"):
        assert render_pinned(BEFORE, form) == render(BEFORE, form)


@pytest.fixture
def run(plan_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line on the small plan, in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, typed: bytes = b"") -> Result:
        environment = {"LC_ALL": "en_GB.UTF-8", "KEIKAKU_INDEX": str(plan_path)}
        return CliRunner().invoke(cli, arguments, input=typed, env=environment)

    return invoke


@pytest.fixture
def fresh(run: Run) -> str:
    """A page with the current answer to a question about the small plan."""
    text = run("ask", "講座の受講者数の目標は", "--pin", "--format", "mediawiki").stdout
    assert "40人" in text
    return f"== 見出し ==\n{text}後\n"


def stale(page: str) -> str:
    """The page as it was made from an earlier document."""
    (found,) = pinned_answers(page)
    assert found.pin is not None
    return page.replace(found.pin.digest, "0" * 16).replace("40人", "39人")


def test_a_fresh_page_is_reported_and_left(run: Run, fresh: str, tmp_path: Path) -> None:
    """Exit code 0, nothing on standard output."""
    (tmp_path / "a.wiki").write_text(fresh, encoding="utf-8")
    result = run("pins", "check", "a.wiki")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "a.wiki: 1 pinned, 0 stale, 0 unreadable\n",
    )


def test_a_stale_page_is_shown_with_its_difference(run: Run, fresh: str, tmp_path: Path) -> None:
    """Exit code 1, the place, the question, and both texts; the file stays."""
    (tmp_path / "a.wiki").write_text(stale(fresh), encoding="utf-8")
    result = run("pins", "check", "a.wiki")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0] == 'a.wiki:2: the answer to "講座の受講者数の目標は" has changed'
    assert [line[0] for line in lines if "39人" in line] == ["-", "-"]
    assert [line[0] for line in lines if "40人" in line] == ["+", "+"]
    assert (tmp_path / "a.wiki").read_text(encoding="utf-8") == stale(fresh)


def test_pages_are_told_as_json(run: Run, fresh: str, tmp_path: Path) -> None:
    """Every pinned answer with its page, line, question, state and both texts, and nothing beside it."""
    (tmp_path / "a.wiki").write_text(stale(fresh), encoding="utf-8")
    (tmp_path / "b.wiki").write_text(fresh, encoding="utf-8")
    (tmp_path / "c.wiki").write_text(fresh.replace("<!-- /keikaku -->", ""), encoding="utf-8")
    result = run("pins", "check", "a.wiki", "b.wiki", "c.wiki", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert [(one["page"], one["line"], one["state"]) for one in found] == [
        ("a.wiki", 2, "stale"),
        ("b.wiki", 2, "fresh"),
        ("c.wiki", 2, "unreadable"),
    ]
    assert ("39人" in found[0]["said"], "40人" in found[0]["now"]) == (True, True)
    assert (found[1]["question"], found[2]["now"]) == ("講座の受講者数の目標は", None)
    updated = run("pins", "check", "-", "--update", "--json", typed=stale(fresh).encode())
    assert (updated.stdout, json.loads(updated.stderr)[0]["page"]) == (fresh, "-")


def test_update_writes_the_stale_answers_alone(run: Run, fresh: str, tmp_path: Path) -> None:
    """The file is what it would be with the current answer, and then there is nothing to do."""
    (tmp_path / "a.wiki").write_text(stale(fresh), encoding="utf-8")
    assert run("pins", "check", "a.wiki", "--update").exit_code == 0
    assert (tmp_path / "a.wiki").read_text(encoding="utf-8") == fresh
    assert run("pins", "check", "a.wiki", "--update").stdout == ""


def test_standard_input_goes_to_standard_output(run: Run, fresh: str) -> None:
    """What is said goes beside it."""
    checked = run("pins", "check", "-", typed=stale(fresh).encode())
    assert (checked.exit_code, checked.stdout[:15]) == (1, "standard input:")
    updated = run("pins", "check", "--update", "-", typed=stale(fresh).encode())
    assert (updated.exit_code, updated.stdout) == (0, fresh)
    assert "39人" in updated.stderr


def test_a_pin_that_can_not_be_read_is_an_error(run: Run, fresh: str, tmp_path: Path) -> None:
    """It is named with its line, also where its question is none; nothing is rewritten for it."""
    damaged = fresh.replace("<!-- /keikaku -->", "")
    asked_too_long = fresh.replace('q="', f'q="{"長" * 600}')
    for page in (damaged, asked_too_long):
        (tmp_path / "a.wiki").write_text(page, encoding="utf-8")
        result = run("pins", "check", "--update", "a.wiki")
        assert (result.exit_code, result.stdout) == (1, "a.wiki:2: a pin is damaged or lacks its end\n")
        assert (tmp_path / "a.wiki").read_text(encoding="utf-8") == page


def test_what_is_no_page_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    """A file that is not there, is not text, or can't be written."""
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name in ("nothing", "bytes"):
        result = run("pins", "check", name)
        assert (result.exit_code, result.stderr.count("\n"), name in result.stderr) == (1, 1, True)


def test_a_file_that_can_not_be_written_is_told(
    run: Run, fresh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is shown all the same."""
    (tmp_path / "a.wiki").write_text(stale(fresh), encoding="utf-8")

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run("pins", "check", "--update", "a.wiki")
    assert (result.exit_code, "No space left" in result.stderr) == (1, True)


def test_a_format_without_pins_is_wrong_usage(run: Run) -> None:
    """The formats that can are named."""
    result = run("ask", "講座の目標は", "--pin", "--format", "csv")
    assert (result.exit_code, "mediawiki" in result.stderr) == (2, True)


def test_each_page_is_checked_once(run: Run, fresh: str, tmp_path: Path) -> None:
    """A page that is named twice is reported once; another one beside it too."""
    for name in ("a", "b"):
        (tmp_path / name).write_text(fresh, encoding="utf-8")
    assert run("pins", "check", "a", "b", "a").stderr.count("1 pinned") == 2


@given(st.text(min_size=1, max_size=40))
def test_a_pin_in_confluence_is_well_formed(question: str) -> None:
    """The storage format is XML: paragraphs, lists, links, and the anchors that carry the pin."""
    text = render_pinned(replace(BEFORE, question=question), "confluence", base_url=SERVER)
    root = ElementTree.fromstring(f'<page xmlns:ac="ac">{text}</page>')
    names = {element.tag for element in root.iter()}
    assert names == {"page", "p", "strong", "ol", "li", "a", "br", "{ac}structured-macro", "{ac}parameter"}


@pytest.mark.parametrize("form", ["markdown", "growi"])
@given(st.text(min_size=1, max_size=40))
def test_a_pin_in_markdown_is_two_comments(form: str, question: str) -> None:
    """A reader of CommonMark finds nothing else that is not there without the pin."""
    reader = MarkdownIt("commonmark").enable("table")
    one = replace(BEFORE, question=question)
    pinned = [token.content for token in reader.parse(render_pinned(one, form)) if token.type == "html_block"]
    assert [part.startswith("<!--") and part.strip().endswith("-->") for part in pinned] == [True, True]
    shown = [token.content for token in reader.parse(render_pinned(one, form)) if token.type == "inline"]
    assert shown == [token.content for token in reader.parse(render(one, form)) if token.type == "inline"]

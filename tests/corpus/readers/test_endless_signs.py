"""Signs that open something, thousands of them and none closed, are the text that they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import html, markdown
from corpus.source import Source

COUNT = 40_000


def file(folder: Path, read: Callable[[Path], Source], content: str) -> Source:
    path = folder / "plan.txt"
    path.write_text(content, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("sign", ["<", "</", "<a ", "<!--", "<![CDATA[", "&", "(", "「"])
@pytest.mark.parametrize("last", ["", "<p>終わり</p>"])
def test_of_a_web_page(tmp_path: Path, look, sign: str, last: str) -> None:
    """Each is looked at once, and not for its end to that of the page."""
    begun = "<p>始め</p>" + last
    texts = look.prose(file(tmp_path, html.read, f"<html>{begun}<p>{sign * COUNT}").blocks)
    shown = sign * COUNT
    assert [text for text, _, _ in texts] == ["始め", *(["終わり"] if last else []), shown.strip()]


@pytest.mark.parametrize(
    "sign", ["[", "![", "[^", "[x](", "**a ", "__a ", "~~a ", "`", "<!--", "<s ", "(", "#", "\\("]
)
def test_of_markdown(tmp_path: Path, look, sign: str) -> None:
    """No mark is looked for beyond where it begins again."""
    (shown,) = look.prose(file(tmp_path, markdown.read, f"始め {sign * COUNT}").blocks)
    assert shown[0] == f"始め {sign.removeprefix(chr(92)) * COUNT}".strip()

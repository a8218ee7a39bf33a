"""The words around an answer, and what all formats share: clean text, a citation's label, place and address.

The words are data, in `assistant/words/vocabulary/messages-render.toml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import quote

from assistant.model.answer import Answer, Citation
from corpus import word_files
from corpus.text.expressions import expression

_FILE = Path(__file__).parents[1] / "words" / "vocabulary" / "messages-render.toml"
# Control characters, lone surrogates and non-characters: a terminal would obey some, XML forbids the others.
_UNSHOWABLE = expression(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BULLET = expression(r"^[\s・•\-*]+")
_LINE_BREAK = expression(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@cache
def _messages() -> dict[str, dict[str, str]]:
    """The message file: a table of words a language, and as `fields.ja` the names of fields in it."""
    tables = word_files.read(_FILE)
    fields = {f"fields.{language}": names for language, names in tables.pop("fields").items()}
    return {**tables, **fields}


def word(key: str, language: str, **values: str) -> str:
    """One phrase of the message file, its places filled in; KeyError when there is none.

    >>> word("quoted", "ja", text="40業務")
    '「40業務」'
    """
    return _messages()[language][key].format(**values)


def field_label(field: str, language: str) -> str:
    """A citation's field in words; a column without a role keeps its own header.

    >>> field_label("rating", "ja"), field_label("公開プロセス", "ja")
    ('評価', '公開プロセス')
    """
    return _messages()[f"fields.{language}"].get(field, field)


def lines(text: str) -> list[str]:
    """The text's lines, tabs as spaces, with a replacement character for what can't be shown.

    >>> lines("実施\\r\\n検討\\x1b[2J")
    ['実施', '検討\\ufffd[2J']
    """
    return [_UNSHOWABLE.sub("\ufffd", line.replace("\t", " ")) for line in _LINE_BREAK.split(text)]


def told(answer: Answer) -> str:
    """The answer's text without the lines that its table says again: a list's items, a breakdown's figures.

    A line is left out when it begins with the first cell of a row of the table and has the second one too.
    The first line always stays.
    """
    first, *rest = _LINE_BREAK.split(answer.answer)
    rows = [row for row in answer.table.rows if row and row[0]] if answer.table else []
    kept = [line for line in rest if not any(_repeats(line, row) for row in rows)]
    return "\n".join([first, *kept])


def _repeats(line: str, row: tuple[str, ...]) -> bool:
    item = _BULLET.sub("", line)
    return item.startswith(row[0]) and all(cell in item[len(row[0]) :] for cell in row[1:2])


def paragraphs(text: str) -> list[list[str]]:
    """The lines of a text, grouped where an empty line stands between them; no group is empty.

    >>> paragraphs("目標は40業務です。\\n実績は30業務です。\\n\\n差は10業務です。")
    [['目標は40業務です。', '実績は30業務です。'], ['差は10業務です。']]
    """
    groups: list[list[str]] = [[]]
    for line in lines(text):
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def single(text: str) -> str:
    """The text on one line.

    >>> single("AI・RPAの\\n利用促進")
    'AI・RPAの 利用促進'
    """
    return " ".join(line.strip() for line in lines(text)).strip()


def label(citation: Citation) -> str:
    """The row's number and title: 「9-3 AI・RPAの利用促進」; the document's id where it has neither.

    Of a passage, its document and heading.
    """
    return single(" ".join(part for part in (citation.row, citation.title) if part) or citation.document)


def place(citation: Citation, answer: Answer) -> str:
    """The field and where it stands, in brackets; with the document where that is to be told."""
    language = answer.language.value
    parts = (
        document(citation, answer),
        field_label(citation.field, language),
        citation.locator.label(language),
    )
    shown = word("separator", language).join(part for part in parts if part)
    return single(word("in_place", language, parts=shown)) if shown else ""


def document(citation: Citation, answer: Answer) -> str:
    """The document's id where the answer cites more than one; empty for a passage, whose title names it."""
    several = len({cited.document for cited in answer.citations}) > 1
    return citation.document if several and not citation.text else ""


def address(citation: Citation, base_url: str) -> str:
    """The address of the row or passage on the server at `base_url`, percent-encoded; empty without a server.

    >>> from corpus.document import Locator
    >>> cited = Citation("plan", "1 の2", "", "kpi", "", Locator(line=4))
    >>> address(cited, "https://plan.example")
    'https://plan.example/documents/plan#row-1%20%E3%81%AE2'
    """
    return base_url + quote(citation.url, safe="/#-._~") if base_url else ""

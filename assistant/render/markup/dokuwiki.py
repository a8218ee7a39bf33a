"""An answer as DokuWiki text.

DokuWiki has no escape for a single character. Text stands in `<nowiki>`, where nothing is mark-up: no
formatting, smiley, abbreviation, typography or link. Only the end tag itself must be taken apart.
"""

from __future__ import annotations

import re

from assistant.model.answer import Answer, Citation, Table
from assistant.render.words import address, label, lines, paragraphs, place, single, told, word
from corpus.text.expressions import expression

# Digits and Japanese characters are never mark-up: such text stays readable in the page's source.
_HARMLESS = expression(r"[0-9ぁ-ゖァ-ヺー一-鿿々、。・「」（）]*|\d+-\d+")
_END = expression(r"</nowiki>", re.IGNORECASE)
_LINK_NAME = expression(r"[\w.\-]+")
_BREAK = "\\\\ "


def escape(text: str) -> str:
    """One line of text, to stand anywhere in a line or a table's cell.

    >>> escape("情報政策課"), escape("**40** %%業務%%")
    ('情報政策課', '<nowiki>**40** %%業務%%</nowiki>')
    """
    if _HARMLESS.fullmatch(text):
        return text
    apart = _END.sub(lambda end: f"{end.group()[:4]}</nowiki><nowiki>{end.group()[4:]}", text)
    return f"<nowiki>{apart}</nowiki>"


def render(answer: Answer, *, base_url: str = "") -> str:
    """Paragraphs, a table, notes as a list, and the citations as a numbered list."""
    blocks = ["\\\\\n".join(map(escape, group)) for group in paragraphs(told(answer))]
    if answer.table and answer.table.rows:
        blocks.append(_table(answer.table))
    if answer.notes:
        blocks.append("\n".join(f"  * {escape(single(note))}" for note in answer.notes))
    if answer.citations:
        blocks.append(f"**{word('sources', answer.language.value)}**")
        blocks.append("\n".join(_citation(one, answer, base_url) for one in answer.citations))
    return "\n\n".join(blocks) + "\n"


def _table(table: Table) -> str:
    head = "".join(f"^ {_cell(cell)} " for cell in table.columns) + "^"
    return "\n".join([head, *(_row(row, table.numeric) for row in table.rows)])


def _row(row: tuple[str, ...], numeric: tuple[int, ...]) -> str:
    """Two spaces before a cell set it to the right; a cell without any space would join the next."""
    return "".join(f"|{'  ' if at in numeric else ' '}{_cell(cell)} " for at, cell in enumerate(row)) + "|"


def _cell(cell: str) -> str:
    return _BREAK.join(escape(line.strip()) for line in lines(cell))


def _citation(cited: Citation, answer: Answer, base_url: str) -> str:
    """The row number is the link: a link's name can't be escaped, so a title stands behind it."""
    language = answer.language.value
    if not base_url:
        link, rest = "", label(cited)
    elif _LINK_NAME.fullmatch(cited.row):
        link, rest = cited.row, cited.title
    else:
        link, rest = word("source", language), label(cited)
    shown = f"[[{address(cited, base_url)}|{link}]] " if link else ""
    quote = word("quoted", language, text=single(cited.quote))
    return f"  - {shown}{escape(single(f'{rest} {place(cited, answer)}'))}{_BREAK}{escape(quote)}"

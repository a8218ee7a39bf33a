"""An answer as Markdown (CommonMark with the tables of GitHub Flavored Markdown).

Every character of the answer that could be mark-up is escaped, by its place: characters that mean something
anywhere, and those that mean something only where a line begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.model.answer import Answer, Citation, Table
from assistant.render.words import address, label, lines, paragraphs, place, single, told, word
from corpus.text.expressions import expression

Escape = Callable[[str], str]

# Anywhere in a line. `$` starts mathematics on GitHub and a macro in GROWI, `^` a footnote or superscript.
_ANYWHERE = expression(r"[\\`*_\[\]{}|~$^!]")
# Where a line begins: headings, lists, rules, underlines of headings, definition lists.
_LINE_START = expression(r"(?:[#+\-=:]|\d{1,9}(?=[.)]))")
# What some readers turn into links by themselves: addresses and e-mail.
_LINK = expression(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.|@", re.IGNORECASE)


def escape(text: str) -> str:
    """One line of text, to stand anywhere in a line or a table's cell.

    >>> escape("件数|*累計* <b>")
    '件数\\\\|\\\\*累計\\\\* &lt;b&gt;'
    """
    text = _ANYWHERE.sub(r"\\\g<0>", text)
    text = _LINK.sub(r"\\\g<0>", text)
    start = _LINE_START.match(text)
    if start:
        end = start.end() if start.group()[0].isdigit() else start.start()
        text = f"{text[:end]}\\{text[end:]}"
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def render(answer: Answer, *, base_url: str = "") -> str:
    """Paragraphs, the table, notes, and the citations as a numbered list with quotations."""
    return render_with(escape, answer, base_url)


def render_with(escape: Escape, answer: Answer, base_url: str) -> str:
    """The same with another escape, for the dialects of Markdown."""
    blocks = [_paragraph(group, escape) for group in paragraphs(told(answer))]
    if answer.table and answer.table.rows:
        blocks.append(_table(answer.table, escape))
    if answer.notes:
        blocks.append("\n".join(f"- {escape(single(note))}" for note in answer.notes))
    if answer.citations:
        blocks.append(f"**{word('sources', answer.language.value)}**")
        cited = enumerate(answer.citations, start=1)
        blocks.append("\n".join(_citation(number, one, answer, escape, base_url) for number, one in cited))
    return "\n\n".join(blocks) + "\n"


def _paragraph(group: list[str], escape: Escape) -> str:
    return "  \n".join(escape(line) for line in group)


def _table(table: Table, escape: Escape) -> str:
    rule = ["---:" if position in table.numeric else "---" for position in range(len(table.columns))]
    rows = [_cells(table.columns, escape), rule, *(_cells(row, escape) for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(row: tuple[str, ...], escape: Escape) -> list[str]:
    return ["<br>".join(escape(line.strip()) for line in lines(cell)) for cell in row]


def _citation(number: int, cited: Citation, answer: Answer, escape: Escape, base_url: str) -> str:
    name = escape(label(cited))
    link = f"[{name}]({address(cited, base_url)})" if base_url else name
    quote = escape(word("quoted", answer.language.value, text=single(cited.quote)))
    return f"{number}. {link} {escape(place(cited, answer))}  \n   {quote}"

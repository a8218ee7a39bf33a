"""An answer as MediaWiki text.

Characters that could be mark-up become numeric entities: the parser finds no mark-up in them, pre-save
transforms (signatures, `{{subst:}}`) pass them by, and a reader sees the character itself.
"""

from __future__ import annotations

import re

from assistant.model.answer import Answer, Citation, Table
from assistant.render.words import address, label, lines, paragraphs, place, single, told, word
from corpus.text.expressions import expression

_ANYWHERE = expression(r"[&<>\[\]{}|'\"~=!\x7f\ufffd]|_(?=_)|(?<=_)_|＿(?=＿)|(?<=＿)＿")
# `http:`, `mailto:`, `tel:` and the like become links without brackets.
_PROTOCOL = expression(r"(?<=[A-Za-z]):")
# So do these three numbers of publications, when a space stands before the figure.
_MAGIC_LINK = expression(r"(?<=RFC) (?=\d| )|(?<=PMID) (?=\d| )|(?<=ISBN) (?=\d| )", re.IGNORECASE)
_LINE_START = expression(r"[*#:;\- \u3000]")


def escape(text: str) -> str:
    """One line of text, to stand anywhere in a line or a table's cell.

    >>> escape("'''40''' {{業務}}")
    '&#39;&#39;&#39;40&#39;&#39;&#39; &#123;&#123;業務&#125;&#125;'
    """
    spaced = _MAGIC_LINK.sub("\0", text)
    escaped = _PROTOCOL.sub("&#58;", _ANYWHERE.sub(_entity, spaced)).replace("\0", "&#32;")
    start = _LINE_START.match(escaped)
    return _entity(start) + escaped[1:] if start else escaped


def render(answer: Answer, *, base_url: str = "") -> str:
    """Paragraphs, a `wikitable`, notes as a list, and the citations as a numbered list."""
    blocks = ["<br>\n".join(map(escape, group)) for group in paragraphs(told(answer))]
    if answer.table and answer.table.rows:
        blocks.append(_table(answer.table))
    if answer.notes:
        blocks.append("\n".join(f"* {escape(single(note))}" for note in answer.notes))
    if answer.citations:
        cited = "\n".join(_citation(one, answer, base_url) for one in answer.citations)
        blocks.append(f"'''{word('sources', answer.language.value)}'''\n{cited}")
    return "\n\n".join(blocks) + "\n"


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _table(table: Table) -> str:
    result = ['{| class="wikitable"', "|-", *(f"! {_cell(cell)}" for cell in table.columns)]
    for row in table.rows:
        result.append("|-")
        for position, cell in enumerate(row):
            style = 'style="text-align: right;" | ' if position in table.numeric else ""
            result.append(f"| {style}{_cell(cell)}")
    return "\n".join([*result, "|}"])


def _cell(cell: str) -> str:
    return "<br>".join(escape(line.strip()) for line in lines(cell))


def _citation(cited: Citation, answer: Answer, base_url: str) -> str:
    name = escape(label(cited))
    link = f"[{address(cited, base_url)} {name}]" if base_url else name
    quote = word("quoted", answer.language.value, text=single(cited.quote))
    return f"# {link} {escape(place(cited, answer))}<br>{escape(quote)}"

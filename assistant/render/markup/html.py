"""An answer as a fragment of HTML that needs nothing around it: no scripts, styles, ids or named entities.

It is written as well-formed XML too, so that it can stand in any page; every text is escaped.
"""

from __future__ import annotations

from xml.sax.saxutils import escape as _escape_xml

from assistant.model.answer import Answer, Citation, Table
from assistant.render.words import address, label, lines, paragraphs, place, single, told, word


def escape(text: str) -> str:
    """The text for an element's content or a quoted attribute.

    >>> escape('<b>"RPA" & AI</b>')
    '&lt;b&gt;&quot;RPA&quot; &amp; AI&lt;/b&gt;'
    """
    return _escape_xml(text, {'"': "&quot;", "'": "&#39;"})


def render(answer: Answer, *, base_url: str = "") -> str:
    """A `div` of class `keikaku-answer`: paragraphs, table, notes, and the citations as an ordered list."""
    language = answer.language.value
    parts = [f'<div class="keikaku-answer" lang="{language}">', *body(answer, base_url), "</div>"]
    return "\n".join(parts) + "\n"


def body(answer: Answer, base_url: str) -> list[str]:
    """The elements of the fragment, one a line, without the `div` around them."""
    parts = [f"<p>{_broken(group)}</p>" for group in paragraphs(told(answer))]
    if answer.table and answer.table.rows:
        parts.extend(_table(answer.table))
    if answer.notes:
        parts.append(f"<ul>{''.join(f'<li>{escape(single(note))}</li>' for note in answer.notes)}</ul>")
    if answer.citations:
        parts.append(f"<p><strong>{word('sources', answer.language.value)}</strong></p>")
        parts.append("<ol>")
        parts.extend(_citation(cited, answer, base_url) for cited in answer.citations)
        parts.append("</ol>")
    return parts


def _broken(texts: list[str]) -> str:
    return "<br/>".join(escape(text) for text in texts)


def _table(table: Table) -> list[str]:
    head = "".join(f"<th>{_broken(lines(cell))}</th>" for cell in table.columns)
    rows = [
        "<tr>"
        + "".join(_cell(cell, position in table.numeric) for position, cell in enumerate(row))
        + "</tr>"
        for row in table.rows
    ]
    return ["<table>", "<tbody>", f"<tr>{head}</tr>", *rows, "</tbody>", "</table>"]


def _cell(cell: str, numeric: bool) -> str:
    style = ' style="text-align: right;"' if numeric else ""
    return f"<td{style}>{_broken(lines(cell))}</td>"


def _citation(cited: Citation, answer: Answer, base_url: str) -> str:
    name = escape(label(cited))
    link = f'<a href="{escape(address(cited, base_url))}">{name}</a>' if base_url else name
    quote = word("quoted", answer.language.value, text=single(cited.quote))
    return f"<li>{link} {escape(place(cited, answer))}<br/>{escape(quote)}</li>"

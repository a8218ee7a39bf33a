"""An answer in Confluence's storage format, which is XHTML with elements of its own.

None of those elements is needed here. The storage format must be well-formed XML with numeric entities alone,
which is what the HTML fragment is; Confluence drops a `div`'s class, so the elements stand by themselves.
"""

from __future__ import annotations

from assistant.model.answer import Answer
from assistant.render.markup.html import body


def render(answer: Answer, *, base_url: str = "") -> str:
    """The elements to paste into a page's source: paragraphs, table, notes, citations."""
    return "\n".join(body(answer, base_url)) + "\n"

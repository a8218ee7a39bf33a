"""An answer as GROWI's Markdown.

GROWI reads GitHub Flavored Markdown and after that looks through the finished text for emoji names and
addresses, where a backslash no longer helps. An empty comment, which GROWI drops, keeps such text apart.
Page links (`[[page]]`, `[/page]`) and `$macro()` are already stopped by Markdown's own escapes.
"""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.render import markdown

_JOINT = "<!-- -->"
_EMOJI = re.compile(r":(?=[\w+\-\\]+:)")
_LINK = re.compile(r"\\([:.@])")


def escape(text: str) -> str:
    """One line of text, to stand anywhere in a line or a table's cell.

    >>> escape("http://example.jp :smile:")
    'http:<!-- -->//example.jp :<!-- -->smile:'
    """
    escaped = _EMOJI.sub(f":{_JOINT}", markdown.escape(text))
    return _LINK.sub(rf"\1{_JOINT}", escaped)


def render(answer: Answer, *, base_url: str = "") -> str:
    """The layout of `assistant.render.markdown`, escaped for GROWI."""
    return markdown.render_with(escape, answer, base_url)

"""An answer as GROWI's Markdown.

GROWI reads GitHub Flavored Markdown and after that looks through the finished text for emoji names and
addresses, where a backslash no longer helps. An empty comment, which GROWI drops, keeps such text apart.
Page links (`[[page]]`, `[/page]`) and `$macro()` are already stopped by Markdown's own escapes.
"""

from __future__ import annotations

import re

from assistant.model.answer import Answer
from assistant.render.markup import markdown
from corpus.text.expressions import expression

_JOINT = "<!-- -->"
# Behind the first character of what would be found: an emoji's name, an address, a host, an e-mail address.
_FOUND = expression(r":(?=[\w+\-]+:)|(?<=[A-Za-z]):(?=//)|(?<=www)\.|@", re.IGNORECASE)


def escape(text: str) -> str:
    """One line of text, to stand anywhere in a line or a table's cell.

    >>> escape("http://example.jp :smile:")
    'http:<!-- -->//example.jp :<!-- -->smile:'
    """
    return markdown.escape(_FOUND.sub("\\g<0>\0", text)).replace("\0", _JOINT)


def render(answer: Answer, *, base_url: str = "") -> str:
    """The layout of `assistant.render.markup.markdown`, escaped for GROWI."""
    return markdown.render_with(escape, answer, base_url)

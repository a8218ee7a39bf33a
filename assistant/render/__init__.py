"""The ways in which one answer can be shown: a registry, each format's module imported when it is used.

Every format's module promises `render(answer, *, base_url="") -> str`: the whole text, ending with a line
break, every piece of the answer escaped by the rules of that format. `base_url` is the address of a Keikaku
server without its last slash; where it is empty, citations are named but not linked.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from corpus.frozen import dataclass

if TYPE_CHECKING:
    from assistant.model.answer import Answer


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its `name`, the `module` that writes it, its media type, and the suffix of its files."""

    name: str
    module: str
    media_type: str
    suffix: str


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("text", "assistant.render.terminal.text", "text/plain", ".txt"),
        Format("json", "assistant.render.json", "application/json", ".json"),
        Format("markdown", "assistant.render.markup.markdown", "text/markdown", ".md"),
        Format("csv", "assistant.render.tabular.csv", "text/csv", ".csv"),
        Format("tsv", "assistant.render.tabular.tsv", "text/tab-separated-values", ".tsv"),
        Format("cells", "assistant.render.tabular.cells", "text/html", ".cells.html"),
        Format("html", "assistant.render.markup.html", "text/html", ".html"),
        Format("mediawiki", "assistant.render.markup.mediawiki", "text/plain", ".wiki"),
        Format("dokuwiki", "assistant.render.markup.dokuwiki", "text/plain", ".dokuwiki"),
        Format("confluence", "assistant.render.markup.confluence", "text/plain", ".confluence"),
        Format("growi", "assistant.render.markup.growi", "text/plain", ".growi"),
    )
}


def render(answer: Answer, name: str, *, base_url: str = "") -> str:
    """The answer in the format of that name; KeyError when there is none."""
    text: str = import_module(FORMATS[name].module).render(answer, base_url=base_url)
    return text

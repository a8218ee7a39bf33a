"""The options that choose the documents which are asked, for `ask` and `chat` alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import text
from assistant.cli.values import offered

if TYPE_CHECKING:
    from index.store import Index


def scope_options(function: Any) -> Any:
    """Adds `--document` and `--year`; the command gets them as `document` and `year`."""
    document = click.option(
        "--document", multiple=True, type=text, metavar="ID", shell_complete=offered("id")
    )
    year = click.option(
        "--year",
        multiple=True,
        type=click.IntRange(1868, 2999),
        metavar="YEAR",
        shell_complete=offered("edition"),
    )
    return document(year(function))


def kept_to(index: Index, document: tuple[str, ...], year: tuple[int, ...]) -> tuple[str, ...]:
    """The ids of the documents that are chosen; empty for none. ScopeError where they are not there."""
    if not document and not year:
        return ()
    from assistant.scope import chosen

    return chosen(index, document, year)

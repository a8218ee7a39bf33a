"""What the shell offers for the value of an option or an argument: the names and ids of the documents.

Completing says nothing and fails at nothing: without an index there is nothing to offer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from assistant.settings import Settings
    from index.store import Index

Offer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def offered(kind: str) -> Offer:
    """What completes a value of a kind: a facet, "row", "id", both as "name", "added" documents by id, or
    "edition", the fiscal years of documents.
    """

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from assistant.cli.problems import DOMAIN
        from assistant.settings import load
        from corpus.text.folding import compact

        try:
            names = dict(_names(load(), kind))
        except DOMAIN:
            return []
        given = context.params.get(parameter.name or "") or ()
        begun = compact(typed)
        return [
            CompletionItem(name, help=told or None)
            for name, told in names.items()
            if name not in given and compact(name).startswith(begun)
        ]

    return complete


def _names(settings: Settings, kind: str) -> Iterable[tuple[str, str]]:
    """Each name with what it is called besides."""
    from index.store import Index

    if kind == "added":
        from corpus.folder.shelf import shelved

        return [(one.id, one.path.name) for one in shelved(settings.documents)]
    with Index.open(settings.index) as index:
        return [*_in_index(index, kind)]


def _in_index(index: Index, kind: str) -> Iterable[tuple[str, str]]:
    from index.filters import Facet

    if kind in ("id", "name"):
        yield from ((one.id, one.title if one.title != one.id else "") for one in index.documents())
    if kind in ("row", "name"):
        yield from ((one.row.number, one.row.title) for one in index.rows(index.all_ids()))
    if kind == "edition":
        years = {one.fiscal_year for one in index.documents() if one.fiscal_year is not None}
        yield from ((str(year), "") for year in sorted(years, reverse=True))
    elif kind not in ("id", "row", "name"):
        yield from ((name, "") for name, _ in index.count_by(Facet(kind)) if name)

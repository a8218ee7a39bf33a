"""Rows that are the total of the others, in a table that prints them among its records: 全税目, 合計.

They are rows like any other where rows are listed and counted, but nothing is largest beside their sum, and
they are not summed up once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import Measured, Of
from assistant.catalogue.catalog import catalog
from assistant.words import grammar
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.row_names import titles_with

_BRACKETS = expression(r"[(（].*?[)）]", needs="(（")


def without_totals(desk: Desk, found: Sequence[Measured]) -> tuple[list[Measured], tuple[str, ...]]:
    """The figures of rows that are no totals, and the names of those left out.

    All of them where the question names a total, or where no other row has a figure.
    """
    totals = _totals(desk)
    named = {one.row_id: one.row.title for one in found if one.of is not Of.KPI and one.row_id in totals}
    kept = [one for one in found if one.row_id not in named]
    asked = compact(desk.question.folded)
    if not kept or any(compact(fold(title)) in asked for title in named.values()):
        return list(found), ()
    return kept, tuple(dict.fromkeys(named.values()))


def are_totals(desk: Desk, found: Sequence[Measured]) -> bool:
    """Whether all figures are of rows that are totals; False where there are none."""
    totals = _totals(desk)
    return bool(found) and all(one.of is not Of.KPI and one.row_id in totals for one in found)


def left_out_note(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    """That totals were left out; empty where none were."""
    if not names:
        return ()
    return (desk.say("note.totals", names=desk.say("condition.separator").join(names)),)


def _totals(desk: Desk) -> frozenset[int]:
    """The rows that are called as totals are; found once for an index."""

    def make() -> tuple[frozenset[int], int]:
        nouns = catalog(desk.index).row_nouns
        whole = {f"{every}{noun}" for every in grammar.words("all_of") for noun in nouns}
        names = {compact(fold(name)) for name in whole} | set(grammar.words("names_of_totals"))
        titled = titles_with(desk.index, names)
        found = (key for key, title in titled if compact(fold(_BRACKETS.sub("", title))) in names)
        rows = frozenset(found)
        return rows, 100 * len(rows) + 500

    return desk.index.kept.get("assistant.totals", make)

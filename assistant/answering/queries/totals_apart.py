"""Rows that are the total of the others, in a table that prints them among its records: 全税目, 合計.

They are rows like any other where rows are listed and counted, but nothing is largest beside their sum, and
they are not summed up once more.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import Measured
from assistant.catalogue.catalog import catalog
from assistant.words import grammar
from corpus.document import Row
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

_BRACKETS = expression(r"[(（].*?[)）]", needs="(（")


def without_totals(desk: Desk, found: Sequence[Measured]) -> tuple[list[Measured], tuple[str, ...]]:
    """The figures of rows that are no totals, and the names of those left out.

    All of them where the question names a total, or where no other row has a figure.
    """
    named = {one.row_id: one.row.title for one in found if one.kpi is None and _is_total(desk, one.row)}
    kept = [one for one in found if one.row_id not in named]
    asked = compact(desk.question.folded)
    if not kept or any(compact(fold(title)) in asked for title in named.values()):
        return list(found), ()
    return kept, tuple(dict.fromkeys(named.values()))


def are_totals(desk: Desk, found: Sequence[Measured]) -> bool:
    """Whether all figures are of rows that are totals; False where there are none."""
    return bool(found) and all(one.kpi is None and _is_total(desk, one.row) for one in found)


def left_out_note(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    """That totals were left out; empty where none were."""
    if not names:
        return ()
    return (desk.say("note.totals", names=desk.say("condition.separator").join(names)),)


def _is_total(desk: Desk, row: Row) -> bool:
    name = compact(fold(_BRACKETS.sub("", row.title)))
    nouns = catalog(desk.index).row_nouns
    whole = any(name == f"{every}{noun}" for every in grammar.words("all_of") for noun in nouns)
    return whole or name in grammar.words("names_of_totals")

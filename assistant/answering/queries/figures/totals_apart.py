"""Rows that are the total of the others, in a table that prints them among its records: 全税目, 合計.

They are rows like any other where all rows are listed and counted, but nothing is largest beside their sum,
they are not summed up once more, and no figure that is asked for is met by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.answering.desk import Desk
from assistant.answering.queries.measuring import Measured, Of
from assistant.catalogue.catalog import catalog
from assistant.model.query import Compared, Condition, Range, leaves
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.row_names import titles_with
from index.rows.tallies import tally

_BRACKETS = expression(r"[(（].*?[)）]", needs="(（")


class LeftOut(NamedTuple):
    """What the totals that were left out are called, how many rows they are, and their figures."""

    names: tuple[str, ...] = ()
    rows: int = 0
    figures: tuple[Measured, ...] = ()


def without_totals(desk: Desk, found: Sequence[Measured]) -> tuple[list[Measured], LeftOut]:
    """The figures of rows that are no totals, and what was left out.

    All of them where the question names a total, or where no other row has a figure.
    """
    totals = _totals(desk)
    left_out = {one.row_id for one in found if one.of is not Of.KPI and one.row_id in totals}
    kept = [one for one in found if one.row_id not in left_out]
    names = _names(desk, [one.row_id for one in found if one.row_id in left_out])
    if not kept or names is None:
        return list(found), LeftOut()
    return kept, LeftOut(names, len(left_out), tuple(one for one in found if one.row_id in left_out))


def are_totals(desk: Desk, found: Sequence[Measured]) -> bool:
    """Whether all figures are of rows that are totals; False where there are none."""
    totals = _totals(desk)
    return bool(found) and all(one.of is not Of.KPI and one.row_id in totals for one in found)


def left_out_note(desk: Desk, left_out: LeftOut) -> tuple[str, ...]:
    """That totals were left out; empty where none were."""
    if not left_out.names:
        return ()
    return (desk.say("note.totals", names=desk.say("condition.separator").join(left_out.names)),)


def without_total_rows(
    desk: Desk, where: Condition | None, ids: Sequence[int]
) -> tuple[Sequence[int], LeftOut]:
    """The rows that pass a condition on figures, but those that are totals; all for another condition, and
    where the question names a total or nothing else passes.
    """
    if not any(isinstance(leaf, (Range, Compared)) for leaf, _ in leaves(where)):
        return ids, LeftOut()
    totals = _totals(desk)
    kept = tuple(key for key in ids if key not in totals)
    names = _names(desk, [key for key in ids if key in totals])
    return (kept, LeftOut(names, len(ids) - len(kept))) if kept and names else (ids, LeftOut())


def _names(desk: Desk, ids: Sequence[int]) -> tuple[str, ...] | None:
    """What totals are called, their label behind the name of what they are the total of; None where the
    question names one by its title.
    """
    totals, asked = _totals(desk), compact(desk.question.folded)
    titles = [(totals[key], row.title) for key, row in zip(ids, desk.rows(ids), strict=True)]
    if any(not label and compact(fold(title)) in asked for label, title in titles):
        return None
    return tuple(dict.fromkeys(label or title for label, title in titles))


def _totals(desk: Desk) -> Mapping[int, str]:
    """The rows that are called as totals are, with the label of those that a column beside their name labels
    so, empty for others; found once for an index.
    """

    def make() -> tuple[dict[int, str], int]:
        nouns = catalog(desk.index).row_nouns
        whole = {f"{every}{noun}" for every in grammar.words("all_of") for noun in nouns}
        names = {compact(fold(name)) for name in whole} | set(grammar.words("names_of_totals"))
        titled = titles_with(desk.index, names)
        rows = {key: "" for key, title in titled if compact(fold(_BRACKETS.sub("", title))) in names}
        rows = {**dict(_labelled(desk)), **rows}
        return rows, 100 * len(rows) + 500

    return desk.index.kept.get("assistant.totals", make)


def _labelled(desk: Desk) -> Iterator[tuple[int, str]]:
    """The rows that a column beside their name labels as a sum: 「青葉町 | 計」 beside 「青葉町 | 男」."""
    for key in dict.fromkeys(c.key for _, c in catalog(desk.index).columns if c.role in _LABELLING):
        if (known := tally(desk.index, key)) is not None:
            for label in grammar.words("labels_of_totals"):
                yield from ((row, label) for row in known.folded([label]))


_LABELLING = frozenset({Role.OTHER, Role.GROUP})

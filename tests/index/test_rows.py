"""What is told of rows from tallies and columns of figures is what the rows themselves say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.folder.library import read_document
from index.build import tallies as build_tallies
from index.build.build import build
from index.filters import Facet, Filter, condition
from index.find.columns import entries_holding
from index.find.row_names import (
    any_called_with,
    pieces_of_names,
    rows_called_with,
    rows_ending_in,
    rows_named,
    shortest_names,
    titles_with,
)
from index.kept import Kept
from index.records import NameKind
from index.rows.figures import Figure, FigureKind, count_figures, figures, rows_with_figure, sums
from index.rows.grouping import values_of_rows
from index.rows.row_set import RowSet
from index.rows.tallies import Entries, entries, tally
from index.store import Index

FIRST = """番号\t事業名\t担当課\t費用\t評価\t方向性
1\t道路の補修\t土木課\t1,200千円\tA\t継続
2\t橋の点検\t土木課\t80.5千円\tB\t継続
3\t公園の清掃\t公園課\t3百万円\tA\t拡充
4\t公園の開放\t公園課\t-\tＢ\t
"""
SECOND = """番号\t事業名\t担当課\t費用\t評価\t方向性
1\t道路の補修\t道路課\t40千円\tC\t継続
2\t図書館の開放\t教育課\t△5千円\tA\t廃止
"""


def written(folder: Path, name: str, text: str) -> Document:
    """A document of a few lines."""
    path = folder / f"{name}.tsv"
    path.write_text(text, encoding="utf-8")
    return read_document(path, id=name)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Index]:
    """An index of two documents."""
    documents = [written(tmp_path, "first", FIRST), written(tmp_path, "second", SECOND)]
    build(documents, tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        yield index


FILTERS = (
    Filter(Facet.RATING, ("A",)),
    Filter(Facet.RATING, ("b", "C")),
    Filter(Facet.RATING, ("A",), negated=True),
    Filter(Facet.RATING, ("Z",)),
    Filter(Facet.RATING, ("b", "C"), column="rating"),
    Filter(Facet.RATING, ("継続", "廃止")),
    Filter(Facet.DEPARTMENT, ("土木課", "教育課")),
    Filter(Facet.DEPARTMENT, ("土木課",), negated=True),
    Filter(Facet.DEPARTMENT, ("土木 課",)),
    Filter(Facet.VALUE, ("継続",), column="rating_2"),
    Filter(Facet.VALUE, ("1,200千円",), column="cost"),
    Filter(Facet.VALUE, ("x" * 90,), column="cost"),
    Filter(Facet.DOCUMENT, ("second", "third")),
    Filter(Facet.KPI_STATE, ("met",)),
    Filter(Facet.KPI),
    Filter(Facet.YEAR, ("2023", "none")),
    Filter(Facet.SECTION, ("",)),
)


@pytest.mark.parametrize("one", FILTERS, ids=str)
@pytest.mark.parametrize("name", ["both", "small"])
def test_what_is_told_is_what_is_found(request: pytest.FixtureRequest, name: str, one: Filter) -> None:
    """A filter passes the rows that its condition finds row by row."""
    index: Index = request.getfixturevalue(name)
    sql, values = condition(one)
    found = index.read(f"SELECT id FROM rows WHERE {sql} ORDER BY id", values)
    assert index.select([one]) == tuple(key for (key,) in found)


def test_rows_are_counted_within_others(both: Index) -> None:
    """By a facet and by a column, among all rows and among some; rows without a value come last."""
    keys = {column.header: column.key for column in both.columns("first")}
    assert both.count_by(Facet.DEPARTMENT) == (("土木課", 2), ("公園課", 2), ("道路課", 1), ("教育課", 1))
    assert both.count_by(keys["方向性"]) == (("継続", 3), ("拡充", 1), ("廃止", 1), ("", 1))
    assert both.count_by(keys["方向性"], [3, 4]) == (("拡充", 1), ("", 1))
    assert both.count_by(Facet.DOCUMENT, RowSet.between(4, 6)) == (("first", 1), ("second", 2))
    assert both.count_by("no such column") == (("", 6),)


def test_a_column_of_very_many_values_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not listed is found as well, and what it is like is known."""
    monkeypatch.setattr(build_tallies, "MOST", 2)
    build([written(tmp_path, "first", FIRST)], tmp_path / "index.sqlite")
    with Index.open(tmp_path / "index.sqlite") as index:
        (key,) = (column.key for column in index.columns("first") if column.header == "費用")
        assert tally(index, key) is None
        assert entries(index, key) == Entries(4, 3, 7, False, False, False)
        assert index.count_by(key, [1, 2]) == (("1,200千円", 1), ("80.5千円", 1))
        assert index.select([Filter(Facet.VALUE, ("3百万円",), column=key)]) == (3,)
        assert entries_holding(index, key, "千円", 20) == ("1,200千円", "80.5千円")
        assert values_of_rows(index, key, RowSet.of([1])) is None
        assert index.count_by(Facet.DEPARTMENT) == (("土木課", 2), ("公園課", 2))


def test_entries_are_told_by_what_they_are_like(both: Index) -> None:
    """Documents that share values count each once; a column that is not there has none."""
    keys = {column.header: column.key for column in both.columns("first")}
    assert entries(both, keys["方向性"]).count == 3
    assert entries(both, keys["費用"]).mostly_figures
    assert entries(both, "no such column") == Entries(0, 0, 0, True, False, False)
    assert entries_holding(both, keys["方向性"], "継", 9) == ("継続",)
    assert entries_holding(both, "no such column", "継", 9) == ()


def costs(index: Index) -> str:
    """The key of the column of amounts."""
    return next(column.key for column in index.columns("first") if column.header == "費用")


def test_figures_are_those_of_the_cells(both: Index) -> None:
    """In the order of the rows, exact, each with its unit and its cell."""
    found = figures(both, FigureKind.COLUMN, costs(both))
    read = [(one.row_id, str(one.value), one.unit) for one in found]
    assert read == [
        (1, "1200", "千円"),
        (2, "80.5", "千円"),
        (3, "3", "百万円"),
        (5, "40", "千円"),
        (6, "-5", "千円"),
    ]
    rows = {stored.id: stored.row for stored in both.rows(both.all_ids())}
    assert [rows[one.row_id].cells[one.part].text for one in found][:2] == ["1,200千円", "80.5千円"]
    some = figures(both, FigureKind.COLUMN, costs(both), RowSet.of([2, 4, 6]))
    assert [one.row_id for one in some] == [2, 6]
    assert figures(both, FigureKind.COLUMN, "no such column") == []
    only = figures(both, FigureKind.COLUMN, costs(both), units=lambda unit: unit == "百万円")
    assert [(one.row_id, one.value) for one in only] == [(3, Decimal(3))]


def test_figures_are_added_up_by_their_units(both: Index) -> None:
    """The sum is that of the figures one by one, of all rows and of some."""
    totals = {
        one.unit: (one.count, one.rows, one.value) for one in sums(both, FigureKind.COLUMN, costs(both))
    }
    assert totals == {"千円": (4, 4, Decimal("1315.5")), "百万円": (1, 1, Decimal(3))}
    some = sums(both, FigureKind.COLUMN, costs(both), RowSet.of([3, 5]))
    assert [(one.unit, one.value, one.first) for one in some] == [
        ("百万円", Decimal(3), 3),
        ("千円", Decimal(40), 5),
    ]
    assert count_figures(both, FigureKind.COLUMN, costs(both), RowSet.of([3, 4, 5])) == 2


BOUNDS = (
    ((Decimal("80.5"), False), None, [1, 2, 3]),
    ((Decimal("80.5"), True), None, [1]),
    (None, (Decimal("80.45"), False), [3, 5, 6]),
    ((Decimal("-5"), False), (Decimal(40), True), [3, 6]),
    (None, None, [1, 2, 3, 5, 6]),
)


@pytest.mark.parametrize(("low", "high", "expected"), BOUNDS, ids=str)
def test_figures_lie_within_bounds(
    both: Index,
    low: tuple[Decimal, bool] | None,
    high: tuple[Decimal, bool] | None,
    expected: Sequence[int],
) -> None:
    """A bound is part of it unless it is left out; of another unit than is asked for nothing is found."""
    inside = rows_with_figure(both, FigureKind.COLUMN, costs(both), lambda _: (low, high))
    thousands = [key for key in expected if key != 3]
    within = rows_with_figure(
        both, FigureKind.COLUMN, costs(both), lambda unit: (low, high) if unit == "千円" else None
    )
    assert list(within) == thousands
    assert set(inside) >= set(within)


def test_figures_of_indicators_are_those_of_the_rows(small: Index) -> None:
    """Each with the place of its indicator; the states are told by their places."""
    rows = small.rows(small.all_ids())
    expected = [
        Figure(stored.id, place, kpi.rate, "%")
        for stored in rows
        for place, kpi in enumerate(stored.row.kpis)
        if kpi.rate is not None
    ]
    assert figures(small, FigureKind.KPI, "rate") == expected
    counts = figures(small, FigureKind.ROW, "kpi_count")
    assert [int(one.value) for one in counts] == [len(stored.row.kpis) for stored in rows]


def test_the_values_of_rows_are_in_printed_order(small: Index) -> None:
    """Departments as the row has them, other values as its cells do."""
    every = small.every_row()
    departments = values_of_rows(small, Facet.DEPARTMENT, every)
    assert departments == {stored.id: stored.row.departments for stored in small.rows(small.all_ids())}
    phases = values_of_rows(small, "phase", every)
    assert phases is not None
    counted = Counter(value for values in phases.values() for value in values)
    assert counted == {value: count for value, count in small.count_by("phase") if value}


def test_names_are_found_by_their_parts(both: Index) -> None:
    """By words in them, by how they end, and by their pieces; a piece that no name has is none."""
    assert list(rows_called_with(both, "の補修")) == [1, 5]
    assert any_called_with(both, "公園")
    assert not any_called_with(both, "動物園の開放")
    assert rows_ending_in(both, "の開放", 9) == 2
    assert rows_ending_in(both, "の開放", 1) == 1
    assert rows_named(both, "first", "道路の補修") == 1
    assert pieces_of_names(both, ["道路の補修と点検"]) == {"道路の補", "路の補修"}
    assert pieces_of_names(both, []) == frozenset()
    assert titles_with(both, ["橋", ""]) == ((2, "橋の点検"),)
    assert titles_with(both, []) == ()
    assert shortest_names(both, NameKind.ROW, 5, 5, 2) == ("道路の補修", "公園の清掃")


def test_what_is_kept_has_a_bound() -> None:
    """The latest used stays; what is larger than all the room is made anew each time."""
    made: list[str] = []

    def make(name: str, size: int) -> tuple[str, int]:
        made.append(name)
        return name, size

    kept = Kept(10)
    for name, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("d", 11), ("d", 11)):
        assert kept.get(name, lambda name=name, size=size: make(name, size)) == name  # type: ignore[misc]
    assert made == ["a", "b", "c", "b", "d", "d"]

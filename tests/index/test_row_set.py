"""Sets of rows as bits behave as sets of their ids do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.rows.row_set import RowSet

IDS = st.sets(st.integers(min_value=0, max_value=300))


@given(one=IDS, other=IDS)
def test_sets_are_joined_and_met_as_their_ids_are(one: set[int], other: set[int]) -> None:
    """And, or and without give what they give of sets of numbers, in order and counted."""
    first, second = RowSet.of(one), RowSet.of(other)
    assert list(first & second) == sorted(one & other)
    assert list(first | second) == sorted(one | other)
    assert list(first - second) == sorted(one - other)
    assert (len(first), first.meets(second)) == (len(one), len(one & other))


@given(ids=IDS, start=st.integers(0, 20), stop=st.integers(0, 40))
def test_places_in_a_set_are_those_in_its_order(ids: set[int], start: int, stop: int) -> None:
    """A place and a slice of it are those of the sorted ids, from the end as well."""
    rows, ordered = RowSet.of(ids), sorted(ids)
    assert rows[start:stop] == tuple(ordered[start:stop])
    assert rows[::-1] == tuple(ordered[::-1])
    assert [rows[place] for place in range(-len(ordered), len(ordered))] == ordered * 2
    assert rows.first() == min(ids, default=0)


@given(ids=IDS, first=st.integers(0, 50), count=st.integers(0, 300))
def test_flags_tell_which_ids_are_there(ids: set[int], first: int, count: int) -> None:
    """A byte for each id, from the first on."""
    assert RowSet.of(ids).flags(first, count) == bytes(key in ids for key in range(first, first + count))


def test_sets_of_the_same_rows_are_equal() -> None:
    """However they were made; and never to another value."""
    assert RowSet.between(2, 4) == RowSet.of([4, 3, 2])
    assert hash(RowSet.between(2, 4)) == hash(RowSet.of([2, 3, 4]))
    assert RowSet.between(4, 2) == RowSet()
    assert RowSet.of([1]) != (1,)
    assert "x" not in RowSet.of([1])
    assert repr(RowSet.between(1, 12)) == "RowSet(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)"

"""Typed reads give back what was indexed, and filters select by what the document says."""

from __future__ import annotations

import pytest

from corpus.document import Document, Role
from index.filters import Facet, Filter
from index.records import DocumentInfo, Name, NameKind, SectionInfo
from index.store import Index


def numbers(small: Index, *filters: Filter, document: str | None = None) -> list[str]:
    """The numbers of the rows that pass."""
    return [stored.row.number for stored in small.rows(small.select(filters, document))]


def test_rows_come_back_as_they_were(small: Index, document: Document) -> None:
    """A row read from the index equals the one that was indexed, down to its KPIs and places."""
    stored = small.rows(small.all_ids())
    assert tuple(one.row for one in stored) == document.rows


def test_a_document_comes_back_as_it_was(small: Index, document: Document) -> None:
    """What is said once a document is read as it was written."""
    (info,) = small.documents()
    assert info == DocumentInfo(
        "plan", "みなと市情報化計画", "みなと市", "みなと市", "plan.tsv", "ab" * 32, 2023, 6, info.built_at
    )
    assert small.columns("plan") == document.columns
    assert small.legend() == small.legend("plan") == document.legend
    assert small.findings() == small.findings("plan") == document.findings
    assert [stored.passage for stored in small.passages()] == list(document.passages)
    assert small.sections() == (SectionInfo("plan", "◆ 効率化", 3), SectionInfo("plan", "◆ 市民サービス", 3))
    assert small.categorical("plan") == {"phase"}


def test_an_unknown_document_has_nothing(small: Index) -> None:
    """Reads for a document that is not there return empty values."""
    assert (small.columns("x"), small.legend("x"), small.all_ids("x"), small.row_by_number("1-1", "x")) == (
        (),
        (),
        (),
        (),
    )


FILTERS = [
    ([], ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]),
    ([Filter(Facet.RATING, ("Ｂ",))], ["1-2", "2-2", "2-3"]),
    ([Filter(Facet.RATING, ("b",), column="rating")], ["1-2", "2-2", "2-3"]),
    ([Filter(Facet.RATING, ("B",), column="other")], []),
    ([Filter(Facet.RATING, ("A", "B"), negated=True)], []),
    ([Filter(Facet.DEPARTMENT, ("情報政策課",))], ["1-1", "1-2"]),
    ([Filter(Facet.DEPARTMENT, ("人事課", "市民課"))], ["1-1", "2-3"]),
    ([Filter(Facet.SECTION, ("◆効率化",))], ["1-1", "1-2", "1-3"]),
    ([Filter(Facet.GROUP, ("サービスの充実",)), Filter(Facet.RATING, ("B",))], ["2-2", "2-3"]),
    ([Filter(Facet.GROUP, ("1",))], ["1-1", "1-2", "1-3"]),
    ([Filter(Facet.YEAR, ("2022",))], ["2-1"]),
    ([Filter(Facet.YEAR, ("2023", "昔"))], ["1-1", "1-2", "1-3", "2-2", "2-3"]),
    ([Filter(Facet.KPI_STATE, ("missed",))], ["1-2"]),
    ([Filter(Facet.KPI_STATE, ("met",))], ["2-1"]),
    ([Filter(Facet.KPI_STATE, ("unknown",))], ["2-2"]),
    ([Filter(Facet.KPI)], ["1-2", "2-1", "2-2"]),
    ([Filter(Facet.KPI, negated=True)], ["1-1", "1-3", "2-3"]),
    ([Filter(Facet.ROW, ("2-3", "1-1"))], ["1-1", "2-3"]),
    ([Filter(Facet.VALUE, ("検討",), column="phase")], ["1-3", "2-3"]),
    ([Filter(Facet.BLANK, ("summary",))], ["1-1", "2-3"]),
    ([Filter(Facet.BLANK, ("summary", "rating"))], ["1-1", "2-2", "2-3"]),
    ([Filter(Facet.ROLE_BLANK, (Role.SUMMARY,))], ["1-1", "2-3"]),
    ([Filter(Facet.DOCUMENT, ("plan",))], ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]),
    ([Filter(Facet.DOCUMENT, ("other",))], []),
    ([Filter(Facet.BLANK, ())], []),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters_select_rows(small: Index, filters: list[Filter], expected: list[str]) -> None:
    """Values of a filter are joined by or, filters by and; rows come in document order."""
    assert numbers(small, *filters) == expected


COUNTS = [
    (Facet.SECTION, (("◆ 効率化", 3), ("◆ 市民サービス", 3))),
    (Facet.GROUP, (("業務の効率化", 3), ("サービスの 充実", 3))),
    (Facet.RATING, (("A", 3), ("B", 3))),
    (
        Facet.DEPARTMENT,
        (
            ("情報政策課", 2),
            ("人事課", 1),
            ("障害福祉課", 1),
            ("社会教育課", 1),
            ("みなと市教育センター", 1),
            ("市民課", 1),
        ),
    ),
    (Facet.YEAR, (("2022", 1), ("2023", 5))),
    (Facet.KPI_STATE, (("missed", 1), ("met", 1), ("unknown", 1), ("", 3))),
    (Facet.DOCUMENT, (("plan", 6),)),
    ("phase", (("実施", 4), ("検討", 2))),
    ("rating", (("A", 3), ("B", 3))),
    ("no such column", (("", 6),)),
]


@pytest.mark.parametrize(("by", "expected"), COUNTS)
def test_rows_are_counted(small: Index, by: Facet | str, expected: tuple[tuple[str, int], ...]) -> None:
    """Counts follow document order, year or number of rows; rows without a value come last."""
    assert small.count_by(by) == expected


def test_only_some_rows_are_counted(small: Index) -> None:
    """Given ids, other rows do not count."""
    ids = small.select([Filter(Facet.SECTION, ("◆ 効率化",))])
    assert small.count_by("phase", ids) == (("実施", 2), ("検討", 1))
    assert small.count_by(Facet.RATING, []) == ()


@pytest.mark.parametrize("facet", [Facet.KPI, Facet.VALUE, Facet.BLANK, Facet.ROLE_BLANK])
def test_some_facets_can_not_be_counted(small: Index, facet: Facet) -> None:
    """A facet without values of its own is refused."""
    with pytest.raises(ValueError, match=facet.value):
        small.count_by(facet)


def test_names_bring_what_the_document_calls_things(small: Index) -> None:
    """Names are found exactly, by kind and by sound, and a department also without its place."""
    assert [name.text for name in small.names([NameKind.SECTION])] == ["◆ 効率化", "◆ 市民サービス"]
    assert [name.text for name in small.names([NameKind.RATING])] == ["A", "C", "A", "B"]
    assert [name.text for name in small.names([NameKind.VALUE])] == ["実施", "検討"]
    (short,) = small.names_exact(["教育センター"])
    assert (short.kind, short.ref, short.form) == (NameKind.DEPARTMENT, "みなと市教育センター", "short")
    (spoken,) = small.names_by_reading(["ジンジカ", ""])
    assert spoken == Name(
        NameKind.DEPARTMENT, "人事課", "人事課", "ジンジカ", ("人事", "課"), "plan", None, "人事課", "printed"
    )
    assert {name.kind for name in small.names()} == set(NameKind)


def test_a_term_is_counted_by_rows(small: Index) -> None:
    """Frequency is the number of rows or passages that hold a term; unknown terms are left out."""
    assert small.frequency(["rpa", "講座", "ペーパーレス", "1929", "2024年", "宇宙"]) == {
        "rpa": 1,
        "講座": 1,
        "ペーパーレス": 1,
        "1929": 1,
        "2024年": 3,
    }
    assert small.row_total() == 6

"""What a document claims about itself is checked, and a rating inferred only where nothing else can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document, FindingKind

MakeDocument = Callable[..., Document]

KEY = ("評価|内容|施策数", "A|順調に進んでいる。|{a}件", "B|遅れている。|{b}件", "")


def with_tally(make: MakeDocument, a: int, b: int, ratings: str) -> Document:
    key = [line.format(a=a, b=b) for line in KEY]
    rows = [f"{number}|事業{number}|{rating.strip()}" for number, rating in enumerate(ratings, 1)]
    return make(*key, "番号|事業名|評価", *rows)


def findings(document: Document) -> list[tuple[str, str, str, str]]:
    return [(f.kind.value, f.row, f.printed, f.taken) for f in document.findings]


def test_a_tally_that_agrees_is_no_finding(make: MakeDocument) -> None:
    """Two A and one B are claimed and printed."""
    assert findings(with_tally(make, 2, 1, "AAB")) == []


@pytest.mark.parametrize(("ratings", "missing"), [("A B", ["2"]), ("AB  ", ["3", "4"])])
def test_missing_ratings_that_one_value_explains_are_inferred(
    make: MakeDocument, ratings: str, missing: list[str]
) -> None:
    """The tally lacks as many of one rating as rows have none."""
    document = with_tally(make, 1 + len(missing), 1, ratings)
    inferred = [row for row in document.rows if row.rating and row.rating.inferred]
    assert [row.number for row in inferred] == missing
    assert {row.rating.value for row in inferred if row.rating} == {"A"}
    assert [f.row for f in document.findings if f.kind is FindingKind.INFERRED_RATING] == missing


@pytest.mark.parametrize(
    ("a", "b", "ratings", "wanted"),
    [
        (2, 2, "AB  ", [("missing_rating", "3", "", ""), ("missing_rating", "4", "", "")]),
        (3, 1, "AB ", [("missing_rating", "3", "", "")]),
        (2, 1, "ABB", []),
    ],
)
def test_a_tally_that_does_not_settle_it_is_a_mismatch(
    make: MakeDocument, a: int, b: int, ratings: str, wanted: list[tuple[str, str, str, str]]
) -> None:
    """Where two ratings could be meant, or the sum does not fit, the row has none."""
    document = with_tally(make, a, b, ratings)
    found = findings(document)
    assert [finding for finding in found if finding[0] == "missing_rating"] == wanted
    assert [finding for finding in found if finding[0] == "tally_mismatch"]
    assert all(not rating.inferred for row in document.rows for rating in row.ratings)
    assert [row.number for row in document.rows if row.rating is None] == [entry[1] for entry in wanted]


def test_a_mismatch_says_what_is_claimed_and_what_is_printed(make: MakeDocument) -> None:
    """Both figures are in the finding."""
    document = with_tally(make, 2, 2, "ABB")
    assert ("tally_mismatch", "", "A 順調に進んでいる。 2件", "A 1") in findings(document)


def test_a_gap_in_numbers_that_count_up_is_a_finding(make: MakeDocument) -> None:
    """1-1, 1-3 lacks 1-2; identifiers lack nothing."""
    hierarchical = make("番号|事業名", "1-1|甲", "1-3|乙", "2-1|丙")
    identifiers = make("事業ID|事業名", "6466|甲", "6470|乙", f"{'1' * 5000}|丙")
    assert findings(hierarchical) == [("numbering", "1-1", "1-1", "1-2")]
    assert findings(identifiers) == []


def test_a_page_title_that_is_printed_again_is_a_finding(make: MakeDocument) -> None:
    """(1/2) twice is one page too many; a heading without a counter may be repeated."""
    document = make(
        "◆ 広報（１/２）",
        "番号|事業名",
        "1|甲",
        "◆ 広報(1/2)",
        "番号|事業名",
        "2|乙",
        "■ 福祉",
        "番号|事業名",
        "3|丙",
        "■ 福祉",
    )
    assert findings(document) == [("repeated_page", "", "◆ 広報(1/2)", "")]

"""A table of the kind of the national review of projects reads without being told anything."""

from __future__ import annotations

from collections.abc import Callable

from corpus.document import Document, Role

MakeDocument = Callable[..., Document]

HEADER = (
    "シート種別|事業年度|予算事業ID|事業名|府省庁の建制順|府省庁|局・庁|部|課|室|"
    "事業所管部局による点検・改善ー点検結果|外部有識者による点検ー点検対象|外部有識者による点検ー所見|"
    "行政事業レビュー推進チームの所見|行政事業レビュー推進チームの所見の詳細|"
    "所見を踏まえた改善点／概算要求における反映状況|所見を踏まえた改善点／概算要求における反映状況の詳細|反映額（一般会計）"
)
FOUND = "目標とした回数を上回る開催ができた。一方で、参加者の満足度には改善の余地がある。"
TOLD = "事業の効果を測る方法を改め、次の年度の要求に生かすことが求められる。"
RATINGS = ["現状通り", "終了予定", "事業内容の一部改善", "現状通り", ""]


def review(make: MakeDocument) -> Document:
    rows = []
    for number, rating in enumerate(RATINGS * 4, 6001):
        office = "支援室" if number % 4 == 0 else ""
        told = TOLD if rating else ""
        follows = rating and ("年度内に改善を検討" if "改善" in rating else rating)
        outside = TOLD if number % 7 == 0 else ""
        rows.append(
            f"レビューシート|2024|{number}|事業{number}|12|某庁|某局||某{number % 3}課|{office}|{FOUND}|"
            f"対象外|{outside}|{rating}|{told}|{follows}|{told}|"
        )
    return make(HEADER, *rows, name="review.csv")


def test_its_columns_have_their_roles(make: MakeDocument) -> None:
    """Two columns have scales of their own; long opinions and details are no ratings."""
    by_role: dict[Role, list[str]] = {}
    for column in review(make).columns:
        by_role.setdefault(column.role, []).append(column.header)
    assert by_role[Role.RATING] == [
        "行政事業レビュー推進チームの所見",
        "所見を踏まえた改善点／概算要求における反映状況",
    ]
    assert by_role[Role.NUMBER] == ["予算事業ID"]
    assert by_role[Role.NAME] == ["事業名"]
    assert by_role[Role.DEPARTMENT] == ["府省庁", "局・庁", "部", "課", "室"]
    assert by_role[Role.ISSUES] == ["事業所管部局による点検・改善ー点検結果"]
    assert by_role[Role.COST] == ["反映額（一般会計）"]
    assert by_role[Role.OTHER][-3:] == [
        "外部有識者による点検ー所見",
        "行政事業レビュー推進チームの所見の詳細",
        "所見を踏まえた改善点／概算要求における反映状況の詳細",
    ]


def test_its_rows_have_their_values(make: MakeDocument) -> None:
    """Number, name, departments, year and both ratings; a blank rating stays blank."""
    document = review(make)
    row = document.rows[2]
    assert (len(document.rows), document.fiscal_year, document.sections) == (20, 2024, ())
    assert (row.number, row.title, row.departments, row.year) == ("6003", "事業6003", ("某0課",), 2024)
    assert [rating.value for rating in row.ratings] == ["事業内容の一部改善", "年度内に改善を検討"]
    assert document.rows[3].departments == ("某1課", "支援室")
    assert document.rows[4].ratings == ()
    assert document.findings == ()


def test_blank_cells_are_no_cells(make: MakeDocument) -> None:
    """One cell for each that is printed."""
    row = review(make).rows[0]
    assert [cell.column for cell in row.cells][:8] == [
        "シート種別",
        "事業年度",
        "予算事業ID",
        "事業名",
        "府省庁の建制順",
        "府省庁",
        "局・庁",
        "課",
    ]

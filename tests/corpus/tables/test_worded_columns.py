"""Columns whose role is told by what stands beside them: aims in words, units, figures that nobody dates."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Document, Role
from corpus.folder.library import read_document


def _read(folder: Path, text: str, name: str = "plan.csv") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def _aims(document: Document) -> list[tuple[str, str, str]]:
    """The name, target and unit of each indicator."""
    kpis = [kpi for row in document.rows for kpi in row.kpis]
    return [(kpi.name, kpi.target.text, kpi.target.unit) for kpi in kpis if kpi.target is not None]


def test_an_aim_in_words_names_what_the_figures_beside_it_aim_at(tmp_path: Path) -> None:
    """Of two columns of targets that in figures is the target, whatever is in one of its cells."""
    document = _read(
        tmp_path,
        "番号,事業名,事業目標,現状値,目標値\n1,バス,低床車両の割合,21％,44％\n2,広場,実施箇所数,3箇所,8箇所\n3,方針,計画の改定,－,改定\n",
    )
    assert _aims(document) == [
        ("低床車両の割合", "44％", "%"),
        ("実施箇所数", "8箇所", "箇所"),
        ("計画の改定", "改定", ""),
    ]


def test_a_short_aim_with_a_figure_is_a_target(tmp_path: Path) -> None:
    """Words around a figure make no policy of it."""
    document = _read(
        tmp_path,
        "重要業績評価指標,目標値\n体験者数,年10人(延べ260日)\n展示の回数,市内・県外で年1回\n相談件数,年36件\n",
    )
    assert _aims(document) == [
        ("体験者数", "年10人(延べ260日)", "人"),
        ("展示の回数", "市内・県外で年1回", "回"),
        ("相談件数", "年36件", "件"),
    ]


def test_units_stand_in_the_column_beside(tmp_path: Path) -> None:
    """A column of units without a header of its own belongs to the figures before it."""
    document = _read(
        tmp_path,
        "番号,事業名,目標値,,実績値,,評価\n1,図書館,45,時間,40,時間,B\n2,ラジオ,800,台,812,台,A\n3,街灯,60,基,58,基,A\n",
    )
    assert _aims(document) == [
        ("図書館", "45時間", "時間"),
        ("ラジオ", "800台", "台"),
        ("街灯", "60基", "基"),
    ]


def test_figures_under_one_header_again_and_again_are_no_targets(tmp_path: Path) -> None:
    """Where neither a year nor a word says which of them is aimed at, all keep their own name."""
    document = _read(
        tmp_path,
        "番号,事業名,活動指標,活動指標,活動指標\n1,相談,120,130,140\n2,見守り,20,22,25\n3,配食,5,6,8\n",
    )
    roles = [column.role for column in document.columns]
    assert (roles[2:], _aims(document)) == ([Role.OTHER] * 3, [])


def test_the_name_of_a_file_says_the_year_where_nothing_else_does(tmp_path: Path) -> None:
    """The title goes first."""
    table = "番号,事業名,担当課\n1,相談,福祉課\n2,見守り,福祉課\n"
    years = [
        _read(tmp_path, table, name).fiscal_year for name in ("hyouka_r6.csv", "評価2023.csv", "評価.csv")
    ]
    assert years == [2024, 2023, None]

"""Of options with check boxes in one cell the ticked one is the value."""

from __future__ import annotations

import pytest

from corpus.document import FindingKind
from corpus.tables.cells.choices import chosen
from tests.corpus.conftest import MakeDocument


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("☑達成 ☐未達", ("達成",)),
        ("☐ 達成\n☑ 未達", ("未達",)),
        ("達成☑・未達☐", ("達成",)),
        ("達成：☐　未達：☑", ("未達",)),
        ("□拡大　■継続（改善）　□廃止", ("継続（改善）",)),
        ("☑A／☑B／□C", ("A", "B")),
        ("☒有　☐無", ("有",)),
        ("☐有　☐無", ()),
        ("☑", None),
        ("☐", None),
        ("☑達成", None),
        ("■広報を行う ■広聴を行う", None),
        ("□", None),
        ("目標 ☑達成 ☐未達 である", None),
        ("☑達成した。☐達成しなかった。", None),
        ("", None),
        ("達成", None),
    ],
)
def test_the_ticked_options_are_chosen(text: str, options: tuple[str, ...] | None) -> None:
    """Boxes stand before the options or behind them; full squares alone are bullets."""
    assert chosen(text) == options


def test_options_of_a_column_are_its_values(make: MakeDocument) -> None:
    """They are ratings like any others, and what the cell prints is said."""
    document = make(
        "番号|事業名|評価",
        "1|広報|☑達成　☐未達",
        "2|放送|☐達成　☑未達",
        "3|相談|☑達成　☐未達",
        "4|講座|☐達成　☐未達",
    )
    assert [row.rating.value if row.rating else "" for row in document.rows] == ["達成", "未達", "達成", ""]
    found = [finding for finding in document.findings if finding.kind is FindingKind.CHOSEN_BOX]
    assert [(one.printed, one.locator.line) for one in found][:2] == [
        ("☑達成　☐未達", 2),
        ("☐達成　☑未達", 3),
    ]

"""Parts that one text gives figures of: the largest, the least, two apart, several together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model.answer import Status
from assistant.service import ask
from corpus.document import Column, Document, Role, Row
from index.store import Index
from tests.assistant.plans import row
from tests.assistant.talks import opened

COLUMNS = (
    Column("number", "番号", Role.NUMBER),
    Column("name", "事業名", Role.NAME),
    Column("department", "担当課", Role.DEPARTMENT),
    Column("result", "実績", Role.RESULT),
    Column("rating", "評価", Role.RATING),
)


def courses_document() -> Document:
    """Three projects of a village whose results are told by their parts; fiscal 2023."""

    def project(line: int, name: str, result: str) -> Row:
        texts = {"number": str(line), "name": name, "department": "学習課", "result": result, "rating": "A"}
        return row("courses", COLUMNS, line, texts, ("学習課",))

    return Document(
        id="courses",
        title="杉沢村学習事業評価",
        publisher="杉沢村",
        file="courses.tsv",
        digest="9" * 64,
        columns=COLUMNS,
        rows=(
            project(1, "写真の公募", "写真展を開いた。部門別応募数:風景部門 18点 人物部門 25点"),
            project(
                2,
                "パソコンの講習",
                "また、31人が参加した入門講座、12人が参加した表計算講座、20人が参加した画像講座等を行った。",
            ),
            project(3, "水辺の観察", "生き物の観察会を3回開いた。参加は合計で64人であった。"),
        ),
        fiscal_year=2023,
        place="杉沢村",
    )


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of that plan."""
    with opened(tmp_path_factory.mktemp("courses"), courses_document()) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("パソコンの講習で一番人が集まった講座は", "入門講座 31人"),
        ("パソコンの講習で参加が最も少なかった講座は何人", "表計算講座 12人"),
        ("パソコンの講習の内訳で、いちばん人が集まった講座といちばん少なかった講座では何人違う？", "19人"),
        ("入門講座と画像講座の参加者の差は何人", "11人"),
        ("入門講座と表計算講座を合わせると何人", "31人 + 12人 = 43人"),
        ("写真の公募で風景部門と人物部門の応募数はどちらが多い", "多いのは 人物部門 で 25点"),
        ("写真の公募、風景部門と人物部門合わせて何点来たの？", "18点 + 25点 = 43点"),
        ("写真の公募の応募は全部で何点", "43点"),
    ],
)
def test_what_is_asked_of_parts_is_computed(courses: Index, question: str, told: str) -> None:
    """The part, the difference or the sum is told from the row of parts that the text has."""
    answer = ask(courses, question)
    assert (answer.status, told in answer.answer) == (Status.ANSWERED, True)


def test_the_total_is_no_difference_of_parts(courses: Index) -> None:
    """Where the text has no parts, neither the most and the least of them nor their distance is told."""
    answer = ask(courses, "水辺の観察の内訳で、いちばん人が集まった回といちばん少なかった回では何人違う？")
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["一番人が集まったのは何人", "写真の公募で一番多かったのはいつ"])
def test_no_part_is_told_of_a_row_that_is_not_meant(courses: Index, question: str) -> None:
    """Where no row is named, or something else than a part is asked for, no part is the answer."""
    answer = ask(courses, question)
    assert not any(part in answer.answer.split("\n")[0] for part in ("入門講座 31人", "人物部門 25点"))

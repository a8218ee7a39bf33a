"""PDFs: bar charts whose figures are read with what each is of, and those that stay as they are printed."""

import pytest

from corpus.readers.pdf.reader import read
from corpus.source import Text
from tests.corpus.readers.pdf_making import drawn

COLOURS = ((0.4, 0.7, 0.4), (0.3, 0.5, 0.8), (0.8, 0.5, 0.7))
TITLE = "夜間窓口を知っている人の割合"
TOWNS = {"東町": (52.8, 30.1, 17.1), "西町": (20.4, 44.0, 35.6), "南町": (9.6, 28.5, 61.9)}
AGES = {"若者": (15.0, 31.5, 53.5), "壮年": (40.0, 28.0, 32.0), "老年": (8.0, 24.5, 67.5)}
BACKWARDS = {label: figures[::-1] for label, figures in TOWNS.items()}
NAMES = ("知っている", "聞いたことがある", "知らない")


def put(canvas, x, y, text, size=8):
    canvas.setFillGray(0)
    canvas.setFont("HeiseiKakuGo-W5", size)
    canvas.drawCentredString(x, y, text)


def bar(canvas, colour, x, y, width, height):
    canvas.setFillColorRGB(*colour)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def legend(canvas, y, names=NAMES, x=160):
    for name, colour in zip(names, COLOURS, strict=False):
        bar(canvas, colour, x, y, 10, 6)
        put(canvas, x + 14 + 4 * len(name), y, name)
        x += 24 + 8 * len(name)


def lying(canvas, rows=TOWNS, lengths=None, title=TITLE, y=700, scale=3.5):
    """Stacked bars that grow to the right, a label in front of each, the figures in their parts.

    `lengths` are those of the parts by the axis, where they are not the figures.
    """
    put(canvas, 300, y + 60, title, size=12)
    for tick in (0, 20, 40, 60, 80):
        put(canvas, 160 + tick * scale, y + 32, str(tick))
    put(canvas, 170 + 100 * scale, y + 32, "100（%）")
    for place, (label, figures) in enumerate(rows.items()):
        put(canvas, 140, y - 26 * place + 3, label)
        x = 160.0
        for part, length in enumerate((lengths or rows)[label]):
            bar(canvas, COLOURS[part], x, y - 26 * place, length * scale, 14)
            put(canvas, x + length * scale / 2, y - 26 * place + 3, str(figures[part]))
            x += length * scale


def standing(canvas, rows, scale=0.05, width=14, y=500):
    """Bars that grow upwards, side by side above each label, each with its figure above."""
    put(canvas, 230, y + 130, "相談の件数", size=12)
    put(canvas, 130, y + 108, "（件）")
    for place, (label, figures) in enumerate(rows.items()):
        x = 160.0 + 70 * place
        for figure, colour in zip(figures, COLOURS, strict=False):
            bar(canvas, colour, x, y, width, figure * scale)
            put(canvas, x + width / 2, y + figure * scale + 2, f"{figure:,}")
            x += width
        put(canvas, 160 + 70 * place + len(figures) * width / 2, y - 12, label)


def labelled(path):
    """The figures and names that stand under labels, by these."""
    return {
        block.labels: block.text for block in read(path).blocks if isinstance(block, Text) and block.labels
    }


def loose(path):
    return [block.text for block in read(path).blocks if isinstance(block, Text) and not block.labels]


def stacked(rows=TOWNS, title=TITLE):
    return {
        (title, label, name): f"{figure}%"
        for label, figures in rows.items()
        for name, figure in zip(NAMES, figures, strict=True)
    }


def test_stacked_bars_are_read_by_their_legend(tmp_path):
    """Each figure stands under the title, its label and the name of its colour; the axis says no more."""

    def draw(canvas):
        lying(canvas)
        legend(canvas, 620)

    path = drawn(tmp_path / "stacked.pdf", draw)
    assert labelled(path) == stacked()
    assert loose(path) == [TITLE]


def test_bars_side_by_side_are_read_by_their_legend(tmp_path):
    """Bars that stand are of the label below them, and the unit at the axis is that of the figures."""
    rows = {"令和4": (1337, 620), "令和5": (1560, 905), "令和6": (1210, 1100)}

    def draw(canvas):
        standing(canvas, rows)
        legend(canvas, 460, NAMES[:2])

    assert labelled(drawn(tmp_path / "grouped.pdf", draw)) == {
        ("相談の件数", label, name): f"{figure:,}件"
        for label, figures in rows.items()
        for name, figure in zip(NAMES, figures, strict=False)
    }


def test_bars_of_one_colour_need_no_legend(tmp_path):
    """Their figures are of the label and the title."""
    rows = {"令和4": (1337,), "令和5": (1560,), "令和6": (1210,)}
    read_of = labelled(drawn(tmp_path / "single.pdf", lambda canvas: standing(canvas, rows)))
    assert read_of == {
        ("相談の件数", label, "相談の件数"): f"{figure:,}件" for label, (figure,) in rows.items()
    }


def test_a_part_without_a_figure_is_named_without_one(tmp_path):
    """Its name stands under the label alone: the row has a figure that is not printed."""

    def draw(canvas):
        lying(canvas, {**TOWNS, "東町": (52.8, 30.1, "")}, TOWNS)
        legend(canvas, 620)

    found = labelled(drawn(tmp_path / "part.pdf", draw))
    assert found.pop((TITLE, "東町")) == "知らない"
    assert found == {key: text for key, text in stacked().items() if key[1:] != ("東町", "知らない")}


def test_two_charts_drawn_alike_share_a_legend(tmp_path):
    """One with a legend of its own has its names from there, though the colours are the same."""

    def draw(canvas):
        lying(canvas)
        lying(canvas, AGES, title="（年代別）", y=560)
        legend(canvas, 480)
        standing(canvas, {"東町": (1337, 620), "西町": (1560, 905)}, y=250)
        legend(canvas, 225, ("電話", "窓口"))

    found = labelled(drawn(tmp_path / "shared.pdf", draw))
    assert {key: text for key, text in found.items() if key[0] != "相談の件数"} == {
        **stacked(),
        **stacked(AGES, "（年代別）"),
    }
    assert found["相談の件数", "西町", "窓口"] == "905件"


def test_a_chart_of_another_title_has_no_part_in_a_legend(tmp_path):
    """Its own may be a picture, and say other names."""

    def draw(canvas):
        lying(canvas, AGES, title="昼の窓口の利用")
        lying(canvas, y=560)
        legend(canvas, 480)

    assert labelled(drawn(tmp_path / "other.pdf", draw)) == stacked()


def no_legend(canvas):
    lying(canvas)


def other_lengths(canvas):
    lying(canvas, BACKWARDS, TOWNS)
    legend(canvas, 620)


def two_legends(canvas):
    lying(canvas)
    legend(canvas, 620, x=60)
    legend(canvas, 620, ("はい", "いいえ", "不明"), x=360)


def no_labels(canvas):
    lying(canvas, {" ": (52.8, 30.1, 17.1), "  ": (20.4, 44.0, 35.6)})
    legend(canvas, 620)


def twice_the_same(canvas):
    lying(canvas)
    lying(canvas, BACKWARDS, y=540)
    legend(canvas, 460)


@pytest.mark.parametrize("draw", [no_legend, other_lengths, two_legends, no_labels, twice_the_same])
def test_a_chart_that_is_not_sure_stays_as_it_is(tmp_path, draw):
    """Without a legend or labels, with two, with bars of other lengths, or with two figures of one name."""
    path = drawn(tmp_path / "unsure.pdf", draw)
    assert labelled(path) == {}
    assert "52.8" in " ".join(loose(path))

"""Cells that offer options with a check box each: 「☑達成　☐未達」 says 達成.

Forms print all options in every cell; what is ticked is the value, and is compared and counted as such.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from corpus.document import FindingKind
from corpus.source import Block, Grid, GridCell, Remark, Source
from corpus.words import vocabulary

_LONGEST = 24
_FEWEST = 2
_AROUND = " \u3000\t\n:：・／/、，,|｜"


def with_choices(source: Source) -> Source:
    """The file with the ticked options alone in cells that offer several; each such cell is said."""
    remarks: list[Remark] = []
    blocks = tuple(_chosen_in(block, remarks) for block in source.blocks)
    return replace(source, blocks=blocks, remarks=(*source.remarks, *remarks)) if remarks else source


def _chosen_in(block: Block, remarks: list[Remark]) -> Block:
    if not isinstance(block, Grid):
        return block
    rows = tuple(tuple(_chosen_cell(cell, remarks) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _chosen_cell(cell: GridCell, remarks: list[Remark]) -> GridCell:
    options = chosen(cell.text)
    if options is None:
        return cell
    if not cell.filled:
        remarks.append(Remark(FindingKind.CHOSEN_BOX, cell.text, cell.locator))
    return replace(cell, text="、".join(options))


def chosen(text: str) -> tuple[str, ...] | None:
    """The options that are ticked, in their order; None for a text that is no row of options with boxes.

    >>> chosen("☑達成　☐未達"), chosen("達成 ☐ 未達 ☑"), chosen("□拡大 □縮小"), chosen("■広報 ■広聴")
    (('達成',), ('未達',), (), None)
    """
    parts = _marks().split(text) if text else [text]
    signs, labels = parts[1::2], [part.strip(_AROUND) for part in parts[::2]]
    if len(signs) < _FEWEST or set(signs) <= _boxes("bullets"):
        return None
    # A box stands before each option, or behind it.
    names = labels[1:] if not labels[0] else labels[:-1]
    if (labels[0] and labels[-1]) or not all(
        0 < len(name) <= _LONGEST and "。" not in name for name in names
    ):
        return None
    ticked = _boxes("ticked")
    return tuple(name for sign, name in zip(signs, names, strict=True) if sign in ticked)


@cache
def _boxes(kind: str) -> frozenset[str]:
    return frozenset(vocabulary("symbols")["boxes"][kind])


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"([{''.join(map(re.escape, sorted(_boxes('ticked') | _boxes('open'))))}])")

"""Which columns speak of the same indicator, where a table has room for several in one row.

Wide tables repeat name, target and result for a first, a second, a third indicator: under a header that spans
them (活動指標①), with a number behind each (目標値2), or simply again. Columns of years (R4目標, R5目標)
belong to one indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.tables.headers.columns import Field
from corpus.tables.headers.headers import read_header
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.words import vocabulary

_FIGURES = frozenset({Role.TARGET, Role.ACTUAL, Role.BASELINE})
_SPOKEN = _FIGURES | {Role.KPI, Role.RATE, Role.NAME}
_NUMBERED = expression(
    r"[(]?(?P<before>[0-9]{1,2})?[).]?(?P<word>[^0-9()]*)[(]?(?P<behind>(?<![0-9])[0-9]{1,2})?[)]?"
)
_REMARK = expression(r"[(][^()]{3,}[)]")
_COLUMN_NUMBER = expression(r"^[0-9]{1,2}(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one indicator; `name` is what spans them, where no column prints names (受講者数)."""

    fields: tuple[Field, ...]
    name: str = ""

    def has(self, *roles: Role) -> bool:
        """Whether one of its columns has one of the roles."""
        return any(item.role in roles for item in self.fields)


def indicator_blocks(fields: Sequence[Field]) -> tuple[Block, ...]:
    """The blocks of a table from left to right, each with all its columns; empty without any indicator.

    A unit or a year of the target that stands before all of them belongs to each.
    """
    labels: list[str] = []
    blocks: dict[str, list[Field]] = {}
    current = ""
    for item in fields:
        if not _speaks(item):
            continue
        # A unit is of the indicator whose name stands before it.
        label = (current if _is_unit(item) else _label(item)) or current
        if label == current and _begins_again(item, blocks.get(current, [])):
            label = f"{current}+{len(blocks)}"
        blocks.setdefault(label, []).append(item)
        current = label
    labels = list(blocks)
    found = [Block(tuple(blocks[label]), _unknown_parent(blocks[label])) for label in labels]
    return tuple(block for block in _joined(found) if block.has(Role.KPI, *_FIGURES))


def _speaks(item: Field) -> bool:
    """Whether the column can belong to an indicator."""
    return item.filled > 0 and (item.role in _SPOKEN - {Role.NAME} or item.due or _is_unit(item))


def _is_unit(item: Field) -> bool:
    return item.role is Role.OTHER and item.words.endswith("単位")


def _begins_again(item: Field, block: Sequence[Field]) -> bool:
    """Whether the column is the name of another indicator, behind the figures of the one before."""
    figures = any(before.role in _FIGURES for before in block)
    return item.role is Role.KPI and figures


def _label(item: Field) -> str:
    """What the headers call the indicator: its kind and number (活動指標1); empty where they do not."""
    printed = item.column.header.split(" ")
    texts = [_undated(text) for text in (printed[-1], item.column.header, *reversed(item.above))]
    name = next((kind for text in texts if (kind := _kind(text))), "")
    number = next((ordinal for text in texts if (ordinal := _ordinal(text))), "")
    return name + number or _unknown_parent([item])


def _undated(text: str) -> str:
    """The text, folded, without dates, remarks in brackets and the number of its column (⑤)."""
    for mention in reversed(find_dates(text)):
        text = text[: mention.start] + text[mention.end :]
    return _COLUMN_NUMBER.sub("", _REMARK.sub("", compact(text)))


def _kind(text: str) -> str:
    """The kind of indicator that a header begins with (活動指標); empty for none or one that says nothing."""
    match = _kinds().match(text)
    return match["kind"] if match and match["kind"] not in vocabulary("indicators")["kinds"] else ""


def _ordinal(text: str) -> str:
    """The number of an indicator in one header: 活動指標1, 目標値(2), 3; empty for none."""
    if (match := _kinds().match(text)) and match["ordinal"]:
        return match["ordinal"]
    match = _NUMBERED.fullmatch(text)
    if match is None or (match["word"] and not _SPOKEN.intersection(read_header(match["word"]).roles)):
        return ""
    return match["before"] or match["behind"] or ""


def _unknown_parent(fields: Sequence[Field]) -> str:
    """The text that spans a target and a result and is no word for a column: the indicator's own name."""
    for text in reversed(fields[0].above):
        header = read_header(text)
        if header.known:
            return ""
        if header.words and header.year is None:
            return text
    return ""


@cache
def _kinds() -> re.Pattern[str]:
    words = "|".join(re.escape(compact(word)) for word in vocabulary("indicators")["kinds"])
    return re.compile(
        rf"(?P<kind>[^\s・/()0-9]*?(?:{words}))(?:名称?|値)?(?:[(]?(?P<ordinal>[0-9]{{1,2}}|[ア-ン](?![ァ-ヺー]))(?![0-9]))?"
    )


def _joined(blocks: list[Block]) -> list[Block]:
    """The blocks, a mere name joined with the figures behind it; a name that is alone has all of them."""
    names = sum(item.role is Role.KPI for block in blocks for item in block.fields)
    complete = sum(block.has(Role.TARGET) and block.has(Role.ACTUAL) for block in blocks)
    if names == 1 and complete < 2:
        return [Block(tuple(item for block in blocks for item in block.fields))]
    joined: list[Block] = []
    for block in blocks:
        if joined and not block.has(Role.KPI) and not joined[-1].has(*_FIGURES):
            joined[-1] = Block(joined[-1].fields + block.fields)
        elif joined and not block.has(Role.KPI, Role.TARGET):
            joined[-1] = Block(joined[-1].fields + block.fields, joined[-1].name)
        else:
            joined.append(block)
    return [Block(joined[0].fields)] if len(joined) == 1 else joined

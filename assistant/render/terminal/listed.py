"""A table with many columns for a terminal: a block for each of its rows instead of narrow columns.

The first cell is the block's head and the second the line below it. The others stand behind their headers, as
many on a line as there is room for; blank ones are left out.
"""

from __future__ import annotations

from assistant.model.answer import Answer
from assistant.render.terminal.layout import BOLD, filled, paint
from assistant.render.terminal.width import wrap
from assistant.render.words import single

_INDENT = "  "


def render(answer: Answer, *, columns: int = 80, colour: bool = False) -> str:
    """The answer's text, then its table's blocks, then its notes, an empty line between them."""
    room = columns - len(_INDENT)
    blocks = [wrap(single(answer.answer), columns)]
    for row in answer.table.rows if answer.table else ():
        heads = answer.table.columns if answer.table else ()
        first, second, *rest = map(single, row)
        items = [f"{head} {cell}" for head, cell in zip(heads[2:], rest, strict=True) if cell]
        lines = [*(wrap(second, room) if second != first else ()), *filled(items, room)]
        blocks.append([paint(first, BOLD, colour), *(_INDENT + line for line in lines)])
    blocks += [wrap(single(note), columns) for note in answer.notes]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"

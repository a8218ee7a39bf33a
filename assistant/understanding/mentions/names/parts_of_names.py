"""Parts of the names of rows that are left out where nothing is said of names: 「市民税以外の税目は」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.runs import runs_before
from assistant.understanding.mentions.operators import Operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.find.row_names import any_called_with
from index.records import NameKind
from index.store import Index

COST = 1.05
_SHORTEST = 2
_P = grammar.pattern
# What may stand between a name and what leaves it out: 「全税目の合計行は抜きで」.
_TAIL = expression(rf"(?:{_P('tails_of_left_out')})?{_P('particles_of_left_out')}?$")


def left_out_mentions(
    index: Index, prepared: Prepared, words: Operators, names: Sequence[Found]
) -> Iterator[Mention]:
    """What names of rows have in them and is left out: 「市民税以外の」, 「分校は除いて」.

    None where it is a name of another kind, of which conditions are made.
    """
    text = prepared.folded
    taken = [name.span for name in names if name.kind is not NameKind.ROW]
    for said in (word for word, meanings in words.words[prepared.language].items() if meanings == ("not",)):
        start = text.find(said, _SHORTEST)
        tail = _TAIL.search(text, 0, start) if start > 0 else None
        for span in runs_before(prepared, tail.start(), taken) if tail is not None else ():
            if any_called_with(index, prepared.slice(span)):
                whole = Span(span.start, start + len(said))
                yield Mention(whole, prepared.slice(span), ("untitled",), cost=COST)
                break

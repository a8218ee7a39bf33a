"""Parts of the names of rows that are left out where nothing is said of names: 「市民税以外の税目は」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.parts.runs import runs_before
from assistant.understanding.mentions.operators import operators
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


def left_out_mentions(index: Index, prepared: Prepared, names: Sequence[Found]) -> Iterator[Mention]:
    """What names of rows have in them and is left out: 「市民税以外の」, 「分校は除いて」.

    None where it is a name of another kind, of which conditions are made.
    """
    text = prepared.folded
    taken = [name.span for name in names if name.kind is not NameKind.ROW]
    for said in _denials(prepared.language):
        start = text.find(said, _SHORTEST)
        tail = _TAIL.search(text, 0, start) if start > 0 else None
        for span in runs_before(prepared, tail.start(), taken) if tail is not None else ():
            if prepared.slice(span) in grammar.word_set("rows_behind_verb"):
                # 「終わる予定のものを除く」 leaves out what stands before.
                break
            if any_called_with(index, prepared.slice(span)):
                whole = Span(span.start, start + len(said))
                yield Mention(whole, prepared.slice(span), ("untitled",), cost=COST)
                break


@cache
def _denials(language: Language) -> tuple[str, ...]:
    """The words that leave something out and mean nothing else."""
    return tuple(word for word, meanings in operators().words[language].items() if meanings == ("not",))

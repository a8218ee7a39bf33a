"""Parts of the names of rows where nothing is said of names: 「小学校は何校」, 「市民税以外の税目は」."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.find.row_names import any_called_with, rows_ending_in
from index.language.tokenizer import NOMINAL, Token
from index.records import NameKind
from index.store import Index

COST = 1.05
# So many rows make what their names end in a kind of them.
_KIND = 2
_SHORTEST, _LONGEST = 2, 20
_P = grammar.pattern
_COUNTED = expression(
    rf"(?<=\w)[」』\"]?(?:{_P('genitive')}{_P('number_nouns')})?{_P('topic_particles')}?、?"
    rf"{_P('before_how_many')}?(?P<asked>{_P('how_many')}(?P<counter>[^\W\d_ぁ-ゖ]{{0,3}}))"
)


# What may stand between a name and what leaves it out: 「全税目の合計行は抜きで」.
_TAIL = expression(rf"(?:{_P('tails_of_left_out')})?{_P('particles_of_left_out')}?$")


def kind_mentions(index: Index, prepared: Prepared, taken: Sequence[Span]) -> Iterator[Mention]:
    """The noun that is counted, where the names of rows end in it: 「小学校は何校」 of schools.

    The end of the noun behind a question word asks for their number: 何校.
    """
    for match in _COUNTED.finditer(prepared.folded):
        counter = match["counter"]
        if counter and prepared.folded.endswith(counter, 0, match.start()):
            yield Mention(Span(*match.span("asked")), match["asked"], ("wanted",), cost=COST)
        for span in _runs_before(prepared, match.start(), taken):
            word = prepared.slice(span)
            if rows_ending_in(index, word, _KIND) == _KIND:
                yield Mention(span, word, ("titled",), cost=COST)
                break


def left_out_mentions(index: Index, prepared: Prepared, names: Sequence[Found]) -> Iterator[Mention]:
    """What names of rows have in them and is left out: 「市民税以外の」, 「分校は除いて」.

    None where it is a name of another kind, of which conditions are made.
    """
    text = prepared.folded
    taken = [name.span for name in names if name.kind is not NameKind.ROW]
    for said in _denials(prepared.language):
        start = text.find(said, _SHORTEST)
        tail = _TAIL.search(text, 0, start) if start > 0 else None
        for span in _runs_before(prepared, tail.start(), taken) if tail is not None else ():
            if any_called_with(index, prepared.slice(span)):
                whole = Span(span.start, start + len(said))
                yield Mention(whole, prepared.slice(span), ("untitled",), cost=COST)
                break


@cache
def _denials(language: Language) -> tuple[str, ...]:
    """The words that leave something out and mean nothing else."""
    return tuple(word for word, meanings in operators().words[language].items() if meanings == ("not",))


def _runs_before(prepared: Prepared, end: int, taken: Sequence[Span]) -> Iterator[Span]:
    """The runs of nouns that end at a place, the longest first, with no part that is taken."""
    run: list[Token] = []
    for token in reversed(prepared.tokens):
        if token.end > end:
            continue
        if token.end != (run[0].start if run else end) or token.pos not in NOMINAL:
            break
        run.insert(0, token)
    for token in run:
        span = Span(token.start, end)
        fits = _SHORTEST <= end - token.start <= _LONGEST
        if fits and not any(span.overlaps(other) for other in taken):
            yield span

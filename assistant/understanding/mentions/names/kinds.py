"""Kinds of rows by what their names end in, and offices by those above or below them.

「小学校は何校」 in a list of schools, 「分署を持っていない消防署」 and 「北センターの下の支所」 in one
of offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.catalogue.office_paths import outer_offices
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.parts.runs import runs_before
from assistant.understanding.mentions.ordered import orders
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.find.row_names import rows_ending_in
from index.language.tokenizer import NOMINAL
from index.records import NameKind
from index.store import Index

COST = 1.05
_SURE = 0.8
# So many rows make what their names end in a kind of them.
_KIND = 2
_P = grammar.pattern
_COUNTED = expression(
    rf"(?<=\w)[」』\"]?(?:{_P('genitive')}{_P('number_nouns')})?{_P('topic_particles')}?、?"
    rf"{_P('before_how_many')}?(?P<asked>{_P('how_many')}(?P<counter>{_P('place_units')}|[^\W\d_ぁ-ゖ]{{0,3}}))"
)
_LISTED = expression(rf"(?<=\w){_P('surely_of_kind')}")
_BEHIND = expression(_P("behind_kinds"))
_ENGLISH = expression(rf"(?:{_P('english_how_many')}|{_P('english_kinds')}) (?P<run>[^\x00-\x7f]{{2,20}})")
_HELD = expression(rf"(?:(?P<lacks>{_P('lacking_offices')})|{_P('holding_offices')})(?=[^、。])")
_ENGLISH_HELD = expression(
    rf"(?P<owner>[^\x00-\x7f]{{2,20}})(?: do| does)? "
    rf"(?:(?P<lacks>{_P('english_lacking')})|{_P('english_holding')}) (?P<run>[^\x00-\x7f]{{2,20}})"
)
_BESIDE = expression(_P("beside_one_of_kind"))
_FIGURES = frozenset({NameKind.COLUMN})


def kind_mentions(
    index: Index, prepared: Prepared, names: Sequence[Found], taken: Sequence[Span]
) -> Iterator[Mention]:
    """The nouns that names of rows end in where rows of that kind are counted, listed or told a figure of.

    The end of the noun behind a question word asks for their number: 何校.
    """
    others = [name.span for name in names]
    for match in _COUNTED.finditer(prepared.folded):
        counter = match["counter"]
        own = bool(counter) and prepared.folded.endswith(counter, 0, match.start())
        if own or counter in grammar.words("place_units"):
            yield Mention(Span(*match.span("asked")), match["asked"], ("wanted",), cost=COST)
        yield from _kind(index, prepared, match.start(), taken, names)
    for match in _LISTED.finditer(prepared.folded):
        yield from _kind(index, prepared, match.start(), taken, names)
    yield from _in_order(index, prepared, names, taken)
    yield from _others(index, prepared)
    for match in _ENGLISH.finditer(prepared.folded):
        yield from _kind(index, prepared, match.end("run"), taken, names)
    for name in names:
        if name.kind in _FIGURES and prepared.folded.endswith(grammar.words("genitive"), 0, name.span.start):
            yield from _kind(index, prepared, name.span.start - 1, others, names)


def _in_order(
    index: Index, prepared: Prepared, names: Sequence[Found], taken: Sequence[Span]
) -> Iterator[Mention]:
    """Nouns that many names of rows end in, where something is put in order: 「どの図書館が一番」."""
    if not orders(prepared):
        return
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        goes_on = place + 1 < len(tokens) and tokens[place + 1].start == token.end
        if token.pos not in NOMINAL or (goes_on and tokens[place + 1].pos in NOMINAL):
            continue
        for span in runs_before(prepared, token.end, [*taken, *(name.span for name in names)]):
            word = prepared.slice(span)
            many = max(_KIND, index.row_total() // _SHARE)
            if rows_ending_in(index, word, many) == many:
                yield Mention(span, word, ("of_kind",), cost=COST)
                break


def _others(index: Index, prepared: Prepared) -> Iterator[Mention]:
    """One of a kind, and the others of it: 「北図書館のほかに図書館は」, "other than".

    The one is known by the end of its name, for what is within it bears its name too.
    """
    for match in _BESIDE.finditer(prepared.folded):
        kind = _kind_from(index, prepared, match.end())
        if kind is None:
            continue
        word = prepared.slice(kind)
        for span in runs_before(prepared, match.start(), ()):
            one = prepared.slice(span)
            if one != word and one.endswith(word):
                yield Mention(kind, word, ("of_kind",), cost=_SURE)
                yield Mention(span, one, ("of_kind",), cost=_SURE)
                break


# One of so many rows has to be of a kind that nothing else says to be one.
_SHARE = 5


def _kind(
    index: Index, prepared: Prepared, end: int, taken: Sequence[Span], names: Sequence[Found]
) -> Iterator[Mention]:
    """The longest run of nouns at a place that the names of several rows end in.

    An office that is called just so (小学校) may be taken for those whose names end in it.
    """
    same = [name.span for name in names if name.span.end == end and name.kind in _OFFICES]
    for span in runs_before(prepared, end, [one for one in taken if one not in same]):
        word = prepared.slice(span)
        if rows_ending_in(index, word, _KIND) == _KIND:
            yield Mention(span, word, ("of_kind",), cost=_SURE if span in same else COST)
            return


_OFFICES = frozenset({NameKind.ROW, NameKind.DEPARTMENT, NameKind.VALUE})


def office_mentions(index: Index, prepared: Prepared) -> Iterator[Mention]:
    """Offices whose inner ones are meant, those of a kind behind them, and what they have or lack."""
    outer = outer_offices(index)
    if not outer:
        return
    text = prepared.folded
    for start in sorted(prepared.borders):
        for end in sorted(prepared.borders):
            if end > start and end - start <= _LONGEST and text[start:end].replace(" ", "") in outer:
                yield from _below(index, prepared, Span(start, end))
    for match in _HELD.finditer(text):
        yield from _held(index, prepared, match)
    for match in _ENGLISH_HELD.finditer(text):
        meaning = "above:none" if match["lacks"] else "above"
        if rows_ending_in(index, match["run"], 1) and rows_ending_in(index, match["owner"], 1):
            yield Mention(Span(*match.span("owner")), match["owner"], ("of_kind",), cost=_SURE)
            yield Mention(Span(match.end("owner"), match.end()), match["run"], (meaning,), cost=_SURE)


_LONGEST = 30
_JOINT = expression(_P("below_offices"))


def _below(index: Index, prepared: Prepared, office: Span) -> Iterator[Mention]:
    """An office with what says that those under it are meant, and the kind that is wanted of them."""
    text = prepared.folded
    for joint in sorted(grammar.words("below_offices"), key=len, reverse=True):
        if not text.startswith(joint, office.end):
            continue
        end = office.end + len(joint)
        kind = _kind_from(index, prepared, end)
        if kind is None and joint not in grammar.words("surely_below"):
            continue
        yield Mention(Span(office.start, end), prepared.slice(office), ("under",), cost=_SURE)
        if kind is not None:
            yield Mention(kind, prepared.slice(kind), ("of_kind",), cost=_SURE)
        return


def _kind_from(index: Index, prepared: Prepared, start: int) -> Span | None:
    """The run of nouns from a place on that the names of rows end in; None where another word goes on."""
    ends = [end for end in prepared.borders if start < end <= start + _LONGEST]
    for end in sorted(ends, reverse=True):
        word = prepared.folded[start:end]
        goes_on = _COUNTED.match(prepared.folded, end) or _BEHIND.match(prepared.folded, end)
        if (end == len(prepared.folded) or goes_on) and len(word) > 1 and rows_ending_in(index, word, 1):
            return Span(start, end)
    return None


def _held(index: Index, prepared: Prepared, match: re.Match[str]) -> Iterator[Mention]:
    """What offices of the kind behind it have under them, or lack."""
    kind = _kind_from(index, prepared, match.end())
    if kind is None:
        return
    for span in runs_before(prepared, match.start(), ()):
        if rows_ending_in(index, prepared.slice(span), 1):
            meaning = "above:none" if match["lacks"] else "above"
            whole = Span(span.start, match.end())
            yield Mention(whole, prepared.slice(span), (meaning,), cost=_SURE)
            yield Mention(kind, prepared.slice(kind), ("of_kind",), cost=_SURE)
            return

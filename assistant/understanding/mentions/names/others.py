"""Departments beside the one that is named: 「ほかの課と一緒に」, "shared with another department"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 0.9
_P = grammar.pattern
_JAPANESE = expression(
    rf"(?P<others>{_P('other_ones')}{_P('other_departments')})(?:{_P('with_others')}"
    rf"|{_P('others_beside')}(?={_P('beside_others')}))"
)
_ENGLISH = expression(
    rf"(?<![a-z]){_P('english_with_others')} "
    rf"(?P<others>{_P('english_others')} {_P('department.english')}s?)(?![a-z])"
)


def other_department_mentions(prepared: Prepared) -> Iterator[Mention]:
    """The words for other departments, where a particle or preposition joins them to the row's own."""
    text = prepared.folded
    found = [(match, match.end()) for match in _JAPANESE.finditer(text)]
    found += [(match, match.end("others")) for match in _ENGLISH.finditer(text)]
    for match, end in found:
        if match.end("others") in prepared.borders:
            span = Span(match.start("others"), end)
            yield Mention(span, prepared.slice(span), ("others",), cost=COST)

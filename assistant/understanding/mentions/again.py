"""What says only that something is not there, or not so, which was just said to be: 「あるのとないの」.

Behind another question a whole one may say no more: 「ない方は」, 「その逆は」, "and those without?".
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 1.0
_NONE = expression(rf"(?<={grammar.pattern('before_bare_none')})(?P<none>{grammar.pattern('bare_none')})")


_P = grammar.pattern
_CONTRARY = expression(
    rf"^{_P('before_contrary')}*(?P<words>(?P<lacks>{_P('contrary_lacking')})|(?P<has>{_P('contrary_having')})"
    rf"|{_P('contrary_whole')})(?={_P('behind_contrary')}|$)"
)


def contrary_mentions(prepared: Prepared) -> Iterator[Mention]:
    """Words with which a question begins that is of the rows for which the opposite holds."""
    match = _CONTRARY.match(prepared.folded)
    if match is None:
        return
    kind = "lacks" if match["lacks"] else "has" if match["has"] else "other"
    yield Mention(Span(0, match.end()), match.group(), (f"contrary:{kind}",), cost=COST / 2)


def none_again_mentions(prepared: Prepared) -> Iterator[Mention]:
    """Words that deny the presence of what stands before, without naming it again."""
    for match in _NONE.finditer(prepared.folded):
        span = Span(*match.span("none"))
        if {span.start, span.end} <= prepared.borders:
            yield Mention(span, match["none"], ("lacks", "again"), cost=COST)

"""What says only that something is not there, or not so, which was just said to be: 「あるのとないの」."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 1.0
_NONE = expression(rf"(?<={grammar.pattern('before_bare_none')})(?P<none>{grammar.pattern('bare_none')})")


def none_again_mentions(prepared: Prepared) -> Iterator[Mention]:
    """Words that deny the presence of what stands before, without naming it again."""
    for match in _NONE.finditer(prepared.folded):
        span = Span(*match.span("none"))
        if {span.start, span.end} <= prepared.borders:
            yield Mention(span, match["none"], ("lacks", "again"), cost=COST)

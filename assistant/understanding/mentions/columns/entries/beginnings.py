"""Words that a cell begins or ends with, in quotation marks (「所見が『今後』で始まる」, 'begins with "A"'),
of names also without: 「事業名が渡し船で始まる」.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 1.0
_P = grammar.pattern
_MARKS = "「『\"“'‘"
_QUOTED = rf"[{_MARKS}](?P<words>[^「」『』\"“”]{{1,80}}?)[」』\"”'’]"
_LEFT_OPEN = "~〜～…・. 　"
_OF_NAMES = expression(
    rf"{_P('titles')}{_P('subject_particles')}(?P<words>[^「」『』、。,?？\s]{{1,30}}?)"
    rf"(?:(?P<start>{_P('begins_with')})|(?P<end>{_P('ends_with')}))"
)
_FORMS = (
    _OF_NAMES,
    expression(
        rf"{_QUOTED}{_P('so_called')}?(?:(?P<start>{_P('begins_with')})|(?P<end>{_P('ends_with')}))",
        needs=_MARKS,
    ),
    expression(
        rf"(?<![a-z])(?:(?P<start>{_P('english_begins_with')})|(?P<end>{_P('english_ends_with')})) "
        rf"(?:{_P('english_so_called')} )?{_QUOTED}",
        needs=_MARKS,
    ),
)


def beginning_mentions(prepared: Prepared) -> Iterator[Mention]:
    """The words that a cell has to begin with (`begins`) or to end with (`ends`), without their marks."""
    for form in _FORMS:
        for match in form.finditer(prepared.folded):
            meaning = "begins" if match["start"] else "ends"
            # 「～の推進」: what goes before is left open.
            words = match["words"].strip(_LEFT_OPEN)
            start = match.start("words") if form is _OF_NAMES else match.start()
            if words:
                yield Mention(Span(start, match.end()), words, (meaning,), cost=COST)

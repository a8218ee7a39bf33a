"""Words of a text by which rows are asked for: before a verb that says so, 「専用施設を使ってる」, or labels
in a cell of figures, behind which it says that there are none, 「成果指標がデータなし」.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.query import Picked
from assistant.model.question import Field
from assistant.model.span import Span
from assistant.understanding.mentions.columns.verb_ends import verb_end
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.place_words import pattern, words
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.filters import Facet, Filter
from index.language.tokenizer import NOMINAL, Token
from index.rows.tallies import entries
from index.store import Index

_COST = 1.2
_VERB = expression(rf"{pattern('uses.joints')}{pattern('uses.verbs')}")
# What is set against the words before them, to the beginning of the phrase: 「学校の中じゃなくて」.
_AGAINST = expression(rf"[^、。,?？]{{1,15}}?{pattern('uses.against')}、?$")


def text_word_mentions(
    index: Index, prepared: Prepared, known: Catalog, names: Sequence[Found]
) -> Iterator[Mention]:
    """The places whose cell in one column has all the nouns; nothing where several columns have them."""
    if words("places.nouns")[0] not in known.row_nouns:
        return
    for match in _VERB.finditer(prepared.folded):
        run = _run(prepared, match.start())
        nouns = [token.surface for token in run if token.pos in NOMINAL]
        if not nouns or any(name.span.overlaps(Span(run[0].start, match.start())) for name in names):
            continue
        found = _found(index, known, nouns)
        if found is None:
            continue
        key, rows = found
        end, denied = verb_end(prepared, match.end())
        if denied:
            continue
        against = _AGAINST.search(prepared.folded[: run[0].start])
        start = against.start() if against is not None else run[0].start
        said = prepared.folded[run[0].start : match.start()]
        span = Span(start, end)
        picked = Picked("uses", said, rows, (key,))
        yield Mention(span, prepared.slice(span), ("picked",), picked=picked, cost=_COST)


def unstated_label_mentions(
    index: Index, prepared: Prepared, known: Catalog, cues: Sequence[Cue]
) -> Iterator[Mention]:
    """The rows whose cell says behind the label of some figures that there are none, or that does not."""
    later: Span | None = None
    for cue in sorted(cues, key=lambda one: -one.span.start):
        if cue.means("field") != Field.KPI:
            continue
        none = _NONE_STATED.match(prepared.folded, cue.span.end)
        said = none or _STATED.match(prepared.folded, cue.span.end)
        joined = later is not None and prepared.folded[cue.span.end : later.start] in _TOGETHER
        if (said is None and not joined) or (held := _unstated(index, known, cue.word)) is None:
            later = None
            continue
        span = Span(cue.span.start, said.end() if said is not None else cue.span.end)
        made = replace(held, negated=said is not None and none is None)
        yield Mention(span, prepared.slice(span), (f"value:{Facet.HOLDS.value}",), made, cost=_LABEL)
        later = span if said is None or not made.negated else None


# Less than an indicator and what is said of it.
_LABEL = 0.9
_TOGETHER = grammar.word_set("label_joints")
_NONE_STATED = expression(grammar.pattern("label_unstated"))
_STATED = expression(grammar.pattern("label_stated"))


def _unstated(index: Index, known: Catalog, label: str) -> Filter | None:
    """The condition that a cell says behind a label that nothing is stated; None where none says so."""
    for key in dict.fromkeys(column.key for _, column in known.columns):
        for words_for_none in grammar.words("label_prints_none"):
            made = Filter(Facet.HOLDS, (f"{label}: {words_for_none}",), column=key)
            if index.passing([made]):
                return made
    return None


def _run(prepared: Prepared, end: int) -> list[Token]:
    """The nouns, joined by の, that end at a place."""
    found: list[Token] = []
    place = end
    for token in reversed([token for token in prepared.tokens if token.end <= end]):
        joint = token.surface == grammar.word("genitive") and bool(found)
        if token.end != place or not (token.pos in NOMINAL or joint):
            break
        found.append(token)
        place = token.start
    while found and found[-1].pos not in NOMINAL:
        found.pop()
    return found[::-1]


def _found(index: Index, known: Catalog, nouns: Sequence[str]) -> tuple[str, tuple[int, ...]] | None:
    """The one column whose cells have all the nouns, with the rows of these."""
    keys = [column.key for _, column in known.columns if column.role is Role.OTHER]
    held: dict[str, set[str]] = {}
    for key in dict.fromkeys(keys):
        values = [value for value, _ in index.count_by(key) if value]
        having = {value for value in values if all(noun in compact(value) for noun in nouns)}
        if having and not entries(index, key).mostly_figures:
            held[key] = having
    if len(held) != 1:
        return None
    key, texts = next(iter(held.items()))
    rows = index.rows(index.all_ids())
    ids = (one.id for one in rows if any(c.key == key and c.text.strip() in texts for c in one.row.cells))
    return key, tuple(ids)

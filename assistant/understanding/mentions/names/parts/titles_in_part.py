"""Places by the end of their name, which no other has: 「駅前郵便局」 of 浜町駅前郵便局."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words.place_words import words
from corpus.text.folding import compact
from index.find.row_names import rows_called_with
from index.language.tokenizer import Pos, Token
from index.records import NameKind
from index.store import Index

_SHORTEST = 4
_KIND = 2
_COST = 1.05
_MOST_WORDS = 6
_NO_NAME = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.SYMBOL, Pos.PRONOUN, Pos.ADVERB})


def titles_in_part(index: Index, prepared: Prepared, known: Catalog) -> Iterator[Found]:
    """The rows of documents of places that whole words of a question name so, where nothing else is meant."""
    if words("places.nouns")[0] not in known.row_nouns:
        return
    names = [(name.folded, name) for name in index.names((NameKind.ROW,)) if name.row_id is not None]
    every = "\n".join(text for text, _ in names)
    for span in _stretches(prepared):
        said = compact(prepared.folded[span.start : span.end])
        if len(said) < _SHORTEST or said.isascii() or said not in every:
            continue
        found = [name for text, name in names if text != said and text.endswith(said)]
        rows = tuple(dict.fromkeys(name.row_id for name in found if name.row_id is not None))
        inside = sum(said in text for text, _ in names)
        if len(rows) == 1 == inside and not index.names_exact([said]) and said not in known.row_nouns:
            yield Found(span, NameKind.ROW, (found[0].text,), How.SHORT, "", rows)


def among_mentions(
    index: Index, prepared: Prepared, known: Catalog, taken: Sequence[Span]
) -> Iterator[Mention]:
    """Nouns that several names of places have, where it is asked among these: 「薬局で一番…」."""
    if words("places.nouns")[0] not in known.row_nouns:
        return
    for span in sorted(_stretches(prepared), key=lambda one: one.start - one.end):
        said = prepared.slice(span)
        free = not any(span.overlaps(other) for other in taken)
        among = prepared.folded.startswith(words("places.among"), span.end)
        if free and among and len(said) >= _KIND and len(rows_called_with(index, said)) >= _KIND:
            yield Mention(span, said, ("titled",), cost=_COST)
            return


def _stretches(prepared: Prepared) -> Iterator[Span]:
    """The stretches of up to a few words that are none of grammar, side by side."""
    runs: list[list[Token]] = [[]]
    for token in prepared.tokens:
        if token.pos in _NO_NAME or not token.surface.strip():
            runs.append([])
        else:
            if runs[-1] and runs[-1][-1].end != token.start:
                runs.append([])
            runs[-1].append(token)
    for run in runs:
        for first in range(len(run)):
            for last in range(first, min(len(run), first + _MOST_WORDS)):
                yield Span(run[first].start, run[last].end)

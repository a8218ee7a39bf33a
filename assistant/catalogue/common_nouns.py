"""What all rows are called by their own content: the noun that their names end in (墓地 of 東墓地, 西墓地),
that the entries of a column of kinds end in (史跡 of 市指定史跡), or that the title lists (事故 of 事故一覧).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.catalogue.figures import counts_or_pays
from assistant.catalogue.headers import Header, named_under
from assistant.words import grammar
from corpus.document import Role
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.columns import some_entries
from index.find.row_names import titles_of_rows
from index.language.tokenizer import Pos, Token, tokenize
from index.rows.tallies import entries
from index.store import Index

# So many names show how names end, and so much of them has to end alike.
_NAMES = 400
_ALIKE = 0.9
_FEWEST = 3
# A column of so many entries tells kinds.
_KINDS = 12
_NOUNS = frozenset({Pos.NOUN, Pos.SUFFIX})
_MARKS = expression(rf"(?:[0-9_\-.()]|{grammar.pattern('ends_of_titles')})+$|[(【][^)】]*[)】]")


def common_nouns(index: Index, headers: Sequence[Header]) -> tuple[str, ...]:
    """These nouns, folded, each of all rows of an index of one document; empty for several documents."""
    documents = index.documents()
    if len(documents) != 1 or index.row_total() < _FEWEST:
        return ()
    headed = {word for header in headers for word in (header.folded, *header.called)}
    found = [
        *_ends(titles_of_rows(index, documents[0].id)[:_NAMES], _FEWEST),
        *(noun for header in headers if _tells_kinds(header) for noun in _of_kinds(index, header)),
        *_listed(documents[0].title),
    ]
    return tuple(n for n in dict.fromkeys(map(compact, found)) if not any(_heads(n, head) for head in headed))


def own_label(index: Index, headers: Sequence[Header], nouns: Sequence[str]) -> str:
    """What rows are to be called in an answer, where the header of their names does not tell: it is in
    English, says nothing, or several rows have one name (the police station of accidents). Empty where it
    does.
    """
    named = [header for header in headers if header.column.role is Role.NAME]
    if len({header.column.key for header in named}) != 1:
        return ""
    label, called = named_under(named[0].folded), [name for name in named[0].called if not name.isascii()]
    latin = label.isascii()
    if nouns and (latin or not label):
        return nouns[0]
    names = (
        [compact(name) for name in titles_of_rows(index, index.documents()[0].id)[:_NAMES]] if nouns else []
    )
    if len(set(names)) * 3 < len(names) * 2:
        # The names are those of something else.
        return next((noun for noun in nouns if not any(name.endswith(noun) for name in names)), "")
    called = [name for name in called if name not in grammar.words("bare_name_headers")]
    return next(filter(None, map(named_under, called)), "") if label and latin else ""


def _heads(noun: str, head: str) -> bool:
    """Whether a noun is what a column holds (人口) or counts (補助金 of 補助金額), and no row."""
    return head.endswith(noun) or (head.startswith(noun) and counts_or_pays(head))


def _ends(names: Sequence[str], fewest: int) -> Iterator[str]:
    """The nouns that nearly all names end in, behind something else: 史跡, 指定史跡."""
    ended = [_tail(tokenize(compact(name))) for name in names]
    for size in (1, 2):
        counted = Counter("".join(t.surface for t in tail[-size:]) for tail in ended if len(tail) >= size + 1)
        noun, number = counted.most_common(1)[0] if counted else ("", 0)
        if len(noun) > 1 and number >= max(fewest, _ALIKE * len(names)):
            yield noun


def _tail(tokens: Sequence[Token]) -> list[Token]:
    """The last words of a name, up to three, if its end is a noun."""
    return list(tokens[-3:]) if tokens and tokens[-1].pos in _NOUNS else []


def _tells_kinds(header: Header) -> bool:
    return header.column.role is Role.OTHER and header.folded.endswith(grammar.words("headers_of_kinds"))


def _of_kinds(index: Index, header: Header) -> Iterator[str]:
    known = entries(index, header.column.key)
    if 0 < known.count <= _KINDS:
        kinds = some_entries(index, header.column.key, _KINDS)
        yield from _ends(kinds, min(len(kinds), _FEWEST))


def _listed(title: str) -> Iterator[str]:
    """What a title says to be listed, and the noun at its end: 死亡事故, 事故 of 「死亡事故情報_2023」."""
    bare = _MARKS.sub("", _MARKS.sub("", compact(title)))
    tail = next((one for one in grammar.words("tails_of_lists") if bare.endswith(one)), "")
    bare = bare.removesuffix(tail).removesuffix(grammar.word("genitive"))
    tokens = tokenize(bare)
    if not tail or not tokens or any(token.pos not in _NOUNS for token in tokens):
        return
    yield bare
    if len(tokens[-1].surface) > 1:
        yield tokens[-1].surface

"""Columns that a question asks for by name: the whole header, its end, or its telling words in order.

「推進チームの所見」 names 「行政事業レビュー推進チームの所見」, and 「外部有識者の所見」 names
「外部有識者による点検ー所見」.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from assistant.catalogue.catalog import Catalog
from assistant.catalogue.header_texts import TAIL
from assistant.catalogue.headers import Header
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.understanding.subjects.stretches import JOINTS
from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.document import Column, Role
from corpus.frozen import dataclass
from corpus.text.dates import find_dates
from corpus.text.expressions import expression
from index.language.tokenizer import Pos, Token, content

_QUOTED = expression(r"[「『“\"]([^「」『』“”\"]{1,80})[」』”\"]", needs='「『“"')
_BEFORE = (*grammar.words("before_column"), "、", "・", " ", "「")
_BEHIND = expression(rf"(?:{grammar.pattern('behind_column')}|[、?？]|$)")


@dataclass(frozen=True, slots=True)
class ColumnFit:
    """A stretch of the question that names a column; a larger `fit` is surer."""

    span: Span
    column: Column
    fit: tuple[int, float]


def column_fits(
    known: Catalog, lexicon: Lexicon, prepared: Prepared, windows: dict[str, list[Span]]
) -> Iterator[ColumnFit]:
    """The best column for every stretch of the question that names one."""
    texts = known.header_texts
    words = _Words.of(prepared)
    for text, spans in windows.items():
        meanings = lexicon.cues["ja"].get(text, ())
        if text in known.row_nouns and _heads_codes(known, text):
            # Rows are called so, and the column of the same header has their codes: 細節 | 細節名.
            continue
        if meanings and ("field:rating" in meanings or not _is_header(known, text)):
            continue
        terms = words.terms(spans[0], texts.ended)
        places = {*texts.named.get(text, ()), *(texts.ended[terms[-1]] if len(terms) > 1 else ())}
        best = _best(known, text, terms, sorted(places)) if places and not _is_date(text) else None
        if best is None:
            continue
        column, fit = best
        for span in spans:
            if len(text) > 1 or _stands_alone(prepared.folded, span) or _is_described(prepared, span):
                yield ColumnFit(span, column, fit)


def _heads_codes(known: Catalog, text: str) -> bool:
    """Whether a column is headed so beside one of the names of rows under the same words."""
    names = {header.folded for header in known.headers if header.column.role is Role.NAME}
    headed = any(header.folded == text for header in known.headers)
    return headed and any(name != text and name.startswith(text) for name in names)


def _is_date(text: str) -> bool:
    """Whether a stretch is but a date: the year in a header names no column by itself."""
    return any(
        date.end - date.start == len(text.rstrip(grammar.word("genitive"))) for date in find_dates(text)
    )


_HEADER_JOINTS = grammar.word_set("header_joints")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a question with the places of those that are content, by where they begin and end."""

    tokens: tuple[Token, ...]
    told: frozenset[int]
    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, prepared: Prepared) -> _Words:
        telling = set(content(prepared.tokens))
        told = [place for place, token in enumerate(prepared.tokens) if token in telling]
        return cls(
            prepared.tokens,
            frozenset(told),
            {prepared.tokens[place].start: place for place in told},
            {prepared.tokens[place].end: place for place in told},
        )

    def terms(self, span: Span, ends: Container[str]) -> tuple[str, ...]:
        """The content words of a stretch that begins with one and ends with one of `ends`; empty for any
        other.
        """
        first, last = self.starts.get(span.start), self.ends.get(span.end)
        if first is None or last is None or self.tokens[last].term not in ends:
            return ()
        places = range(first, last + 1)
        inside = [self.tokens[place] for place in places if place in self.told]
        joined = all(self.tokens[place].surface in JOINTS for place in places if place not in self.told)
        telling = joined and not any(w.pos is Pos.VERB and w.surface not in _HEADER_JOINTS for w in inside)
        return tuple(word.term for word in inside) if telling else ()


def _is_header(known: Catalog, text: str) -> bool:
    headers = (known.headers[place] for place in known.header_texts.named.get(text, ()))
    return any(header.folded == text and header.column.role in _NAMED for header in headers)


def _stands_alone(folded: str, span: Span) -> bool:
    """Whether a header of one character is a word by itself here: 「係は」, 「何係」, not 「関係」."""
    before = folded[: span.start]
    asked = before.endswith((*grammar.words("what"), *grammar.words("charges")))
    if asked and folded[span.start : span.end] not in _COUNTED:
        return True
    return bool(_BEHIND.match(folded[span.end :])) and (not before or before[-1] in _BEFORE)


def _is_described(prepared: Prepared, span: Span) -> bool:
    """Whether a part of a date stands behind what is said of it: 「一番多い月は」."""
    if prepared.slice(span) not in grammar.words("parts_of_dates"):
        return False
    before = next((token for token in prepared.tokens if token.end == span.start), None)
    return before is not None and before.pos in _SAYING and bool(_BEHIND.match(prepared.folded[span.end :]))


_SAYING = frozenset({Pos.ADJECTIVE, Pos.AUXILIARY})
_COUNTED = grammar.word_set("department.counted")


def _best(
    known: Catalog, text: str, terms: Sequence[str], places: Sequence[int]
) -> tuple[Column, tuple[int, float]] | None:
    fits: list[tuple[tuple[int, float], int, Column]] = []
    spanned = [
        place for place in known.header_texts.begun.get(text, ()) if _is_spanned(known.headers[place], text)
    ]
    for place in places:
        header = known.headers[place]
        # What spans several columns (令和6年度決算) names none of them.
        if len(spanned) > 1 and place in spanned:
            continue
        fit = _fit(text, terms, header)
        if fit is not None:
            rated = 1 if header.column.role is Role.RATING else 0
            fits.append(((fit[0], rated + fit[1]), -place, header.column))
    if not fits:
        return None
    fit, _, column = max(fits, key=lambda one: (one[0], one[1]))
    return column, fit


def _is_spanned(header: Header, text: str) -> bool:
    """Whether a stretch is but the beginning of a header, and not all of it beside the year."""
    if text in header.called or header.folded == text or not header.folded.startswith(text):
        return False
    return header.words != text


_JOINS = expression(
    rf"{grammar.pattern('joins_another')}|{grammar.pattern('joins_at')}(?!{grammar.pattern('joins_at_goes_on')})"
)
_OWN_NAME = frozenset({Role.OTHER, Role.DEPARTMENT})
_NAMED = _OWN_NAME | {Role.RATING}
_ASKED_BY_CUE = frozenset(
    {
        Role.NAME,
        Role.NUMBER,
        Role.GROUP,
        Role.GROUP_NUMBER,
        Role.DEPARTMENT,
        Role.KPI,
        Role.SCHEDULE,
        Role.YEAR,
    }
)


def _fit(text: str, terms: Sequence[str], header: Header) -> tuple[int, float] | None:
    """How well a stretch fits a header: the whole of it, its end, or one of its parts or its words in
    order.
    """
    role = header.column.role
    if text == header.folded:
        return (3, 1.0) if len(text) > 1 or role in _OWN_NAME else None
    if text in header.called:
        # By what rows are called they are listed and counted, and no column of theirs is meant.
        return None if role is Role.NAME else (2, 1.0)
    return _part_fit(text, terms, header)


def _part_fit(text: str, terms: Sequence[str], header: Header) -> tuple[int, float] | None:
    """How well a stretch fits as a part of a header."""
    role = header.column.role
    if len(text) < 2 or role in _ASKED_BY_CUE:
        return None
    if len(terms) > 1 and tuple(terms) == header.terms:
        return 3, 1.0
    if _JOINS.search(text) and not _JOINS.search(header.folded):
        # 「施策とKPI」 are two things, where no header has a と.
        return None
    share = len(text) / len(header.folded)
    if header.folded.startswith(text) and TAIL.fullmatch(header.folded[len(text) :]):
        return 2, share
    if header.folded.endswith(text):
        if len(terms) > 1:
            return 2, share
        return (1, share) if role is Role.RATING or text in header.parts else None
    if len(text) > 3 and text in header.parts:
        return 1, share
    # A header that is but a sign (＊) has no words.
    same_end = len(terms) > 1 and terms[-1:] == header.terms[-1:]
    if same_end and _in_order(terms, header.terms):
        return 1, len(terms) / len(header.terms)
    return None


def _in_order(terms: Sequence[str], header_terms: Sequence[str]) -> bool:
    rest = iter(header_terms)
    return all(term in rest for term in terms)


def quoted(folded: str) -> Iterator[tuple[Span, str]]:
    """What stands in quotation marks, with its place: an entry that is looked for as it is.

    >>> [text for _, text in quoted("反映状況が「現状通り」の事業")]
    ['現状通り']
    """
    for match in _QUOTED.finditer(folded):
        yield Span(*match.span(1)), match.group(1)

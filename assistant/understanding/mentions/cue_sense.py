"""Which cue words of a question are cues there: not those inside a compound of the corpus, nor a verb
without its cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from assistant.catalogue.catalog import Catalog, catalog
from assistant.catalogue.headers import named_under
from assistant.model.answer import Language
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue, find_cues
from assistant.understanding.mentions.figures.question_years import date_span
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.mentions.names.parts.own_nouns import row_nouns
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import phrases
from assistant.words.lexicon import Lexicon
from corpus.document import KpiState
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.find.compounds import compounds
from index.language.tokenizer import Pos
from index.records import NameKind
from index.store import Index

_SMALL = grammar.characters("small_particles", "small_particles_of_cells") + "、 "
_NOMINAL = frozenset({Pos.NOUN, Pos.PROPER, Pos.PLACE, Pos.COUNTER, Pos.SUFFIX, Pos.PREFIX})


def question_cues(
    index: Index, prepared: Prepared, names: Sequence[Found], dates: Sequence[DateMention], lexicon: Lexicon
) -> tuple[Cue, ...]:
    """The cue words; one inside a compound of the corpus (移行計画, 事業者) is part of the subject.

    A word of the closed class keeps its meaning there too: 「1000件以上」 is a comparison, although 件以上 is
    printed.
    """
    taken = [*(name.span for name in names), *(date_span(date) for date in dates)]
    if prepared.language is Language.ENGLISH:
        taken += [
            span for span in phrases(prepared.folded, lexicon) if not any(span.overlaps(t) for t in taken)
        ]
    own = tuple(row_nouns(prepared, catalog(index), lexicon, taken))
    cues = find_cues(prepared, lexicon, taken)
    cues = tuple(cue for cue in cues if not any(cue.span.overlaps(other.span) for other in own))
    cues = tuple(sorted((*cues, *own), key=lambda cue: cue.span.start))
    free = [not _in(token.start, taken) for token in prepared.tokens]
    around = {cue: _around(prepared, cue, free) for cue in cues}
    standing = compounds(index, [form for forms in around.values() for form in forms])
    kept = [cue for cue in cues if cue.word in lexicon.closed or not standing.intersection(around[cue])]
    kept = [cue for cue in kept if not _goes_on(prepared, cue) and not _is_afterwards(prepared, cue)]
    kept = [cue for cue in kept if not _asks_assent(prepared, cue)]
    kept = [cue for cue in kept if not (cue.means("noun") == "row" and _is_counted(prepared, cue))]
    kept = [cue for cue in kept if not (cue.means("field") == "cost" and _is_kind_asked(prepared, cue))]
    kept = [cue for cue in kept if not _stands_over(prepared, cue, names)]
    kept = [cue for cue in kept if not _is_of_no_column(prepared, cue, catalog(index))]
    kept = [
        cue for cue in kept if not (cue.means("follow") == "narrow" and says_when(prepared.folded, cue.span))
    ]
    kept = [cue for cue in kept if not _asks_how_it_is(prepared, cue, kept, names)]
    found = (c for c in kept if not _is_verb_of_cell(c, lexicon) or _has_cell(prepared, c, kept, names))
    told = (
        _of_header(_below(_as_row(cue, catalog(index)), prepared, names), prepared, index) for cue in found
    )
    told = (_of_office(cue, prepared) for cue in told)
    return tuple(told)


def _is_of_no_column(prepared: Prepared, cue: Cue, known: Catalog) -> bool:
    """Whether a word for ratings, in documents that have none, is but a part of a name: "risk assessment"."""
    before = prepared.folded[: cue.span.start]
    behind = before.split()[-1:] if cue.word.isascii() else []
    joined = bool(behind) and behind[0].isalnum() and behind[0] not in grammar.words("english_determiners")
    return cue.means("field") == "rating" and not known.scale and joined


def _asks_how_it_is(prepared: Prepared, cue: Cue, cues: Sequence[Cue], names: Sequence[Found]) -> bool:
    """Whether 「どうなってる」 asks for no more than what is named before it: 「所見はどうなってる」."""
    if cue.means("field") != "result" or not cue.word.startswith(grammar.words("asking_how_it_is")):
        return False
    spans = [other.span for other in cues if other is not cue and other.means("field") is not None]
    spans += [name.span for name in names if name.kind is NameKind.COLUMN]
    return any(
        prepared.folded[span.end : cue.span.start] in grammar.words("topic_particles") for span in spans
    )


def _is_kind_asked(prepared: Prepared, cue: Cue) -> bool:
    """Whether it is asked for what a thing is, and not for how much: 「何の費用を助成」."""
    return prepared.folded[: cue.span.start].endswith(grammar.words("asking_what_for"))


def _of_office(cue: Cue, prepared: Prepared) -> Cue:
    """An English section that does something is one of the office: "which section is making it"."""
    if "field:section" not in cue.meanings or not cue.word.isascii():
        return cue
    acts = _ACTS.match(prepared.folded, cue.span.end)
    return replace(cue, meanings=("field:department",)) if acts is not None else cue


_ACTS = expression(
    rf" (?:{grammar.pattern('department.section_acts')}\b|{grammar.pattern('department.section_helpers')}"
    rf" (?!{grammar.pattern('department.section_stands')})[a-z]+ing\b)"
)


def _of_header(cue: Cue, prepared: Prepared, index: Index) -> Cue:
    """A noun for departments that is a word of the header behind it as nothing: 「部局の点検結果」."""
    if cue.means("noun") != "department":
        return cue
    rest = prepared.folded[cue.span.end :]
    behind = next(
        (rest.removeprefix(word) for word in grammar.words("genitive") if rest.startswith(word)), ""
    )
    headers = (compact(fold(header.column.header)) for header in catalog(index).headers) if behind else ()
    long = (header for header in headers if cue.word in header and len(header) > len(cue.word) + _HEADER)
    of_it = any(behind.startswith(piece) for header in long for piece in _pieces(header, cue.word))
    return replace(cue, meanings=("plain",)) if of_it else cue


_HEADER = 4


def _pieces(header: str, word: str) -> tuple[str, ...]:
    """What a header has behind a word, in its parts: 「点検結果」 of 「部局による点検・改善ー点検結果」."""
    rest = header[header.index(word) + len(word) :]
    return tuple(part for part in _PARTS.split(rest) if len(part) >= _HEADER)


_PARTS = expression(rf"[・ー\-()（）、\s]|{grammar.pattern('header_parts')}")


def says_when(text: str, span: Span) -> bool:
    """Whether a word for a part of those before only says when: 「2023年度のうちに」."""
    within = text.startswith(grammar.words("within_time"), span.end)
    return within and any(date.end == span.start for date in find_dates(text))


def _below(cue: Cue, prepared: Prepared, names: Sequence[Found]) -> Cue:
    """A missed target as a mere denial, where it is a rating that was not reached: 「Aに届かなかった」."""
    if cue.means("state") != KpiState.MISSED.value:
        return cue
    rated = any(
        name.kind is NameKind.RATING
        and prepared.folded[name.span.end : cue.span.start] in grammar.words("rating_reached")
        for name in names
    )
    return replace(cue, meanings=("not",)) if rated else cue


def _as_row(cue: Cue, known: Catalog) -> Cue:
    """The cue as a noun for rows too, where that is what the documents call their rows (目標指標)."""
    if cue.word in known.row_nouns and cue.word not in known.group_headers:
        # 「分野」 is a section of the plan, unless it is what the table has in its first column.
        return replace(cue, meanings=("noun:row",)) if cue.means("noun") == "section" else cue
    calls_rows = any(named_under(header).endswith(cue.word) for header in known.row_headers)
    if calls_rows and len(cue.word) > 1 and cue.means("noun") is None:
        return replace(cue, meanings=("noun:row", *cue.meanings))
    return cue


def _stands_over(prepared: Prepared, cue: Cue, names: Sequence[Found]) -> bool:
    """Whether an English comparing word says where rows stand: "under measure 10", "below the section"."""
    if cue.means("than") is None or not cue.word.isascii():
        return False
    behind = prepared.folded[cue.span.end :].lstrip()
    start = len(prepared.folded) - len(behind.removeprefix(grammar.word("english_article") + " "))
    return any(name.kind in _GROUPS and name.span.start == start for name in names)


_GROUPS = frozenset({NameKind.GROUP, NameKind.SECTION, NameKind.DEPARTMENT})


def _goes_on(prepared: Prepared, cue: Cue) -> bool:
    """Whether a noun follows a cue for meanings, so that 「って何部署」 asks for a number instead."""
    behind = next((token for token in prepared.tokens if token.start == cue.span.end), None)
    return cue.means("ask") == "meaning" and behind is not None and behind.pos in _NOMINAL


def _is_afterwards(prepared: Prepared, cue: Cue) -> bool:
    """Whether a word for what is left is one of time: 「そのあと何に変わる」, not 「あと何人」."""
    before = prepared.folded[: cue.span.start]
    return cue.word.startswith(grammar.words("left_over")) and before.endswith(grammar.words("before_after"))


def _asks_assent(prepared: Prepared, cue: Cue) -> bool:
    """Whether a denial asks for assent: 「おかしいのではないか」 denies nothing."""
    if cue.means("not") is None or not prepared.folded[: cue.span.start].endswith(
        grammar.words("before_assent")
    ):
        return False
    behind = prepared.folded[cue.span.end :]
    return behind.startswith(grammar.words("behind_assent")) or behind in grammar.words("asking_end")


def _is_counted(prepared: Prepared, cue: Cue) -> bool:
    """Whether a number stands right before: 「3項目」 are three things of a text, not the rows."""
    before = prepared.folded[: cue.span.start][-1:]
    return before.isdecimal() and not cue.word.isascii()


# What stands in a cell, which says no more than the header before it: 「評価の記号が入っていない」.
_CONTENTS = expression(grammar.pattern("cell_contents"))


def _has_cell(prepared: Prepared, verb: Cue, cues: Sequence[Cue], names: Sequence[Found]) -> bool:
    """Whether a field or column stands before a verb with only particles and other cues between them."""
    fields = [cue.span for cue in cues if cue.means("field") is not None]
    fields += [name.span for name in names if name.kind in (NameKind.COLUMN, NameKind.RATING)]
    for span in fields:
        if span.end > verb.span.start:
            continue
        covered = [c.span for c in cues if span.end <= c.span.start and c.span.end <= verb.span.start]
        between = "".join(
            prepared.folded[place]
            for place in range(span.end, verb.span.start)
            if not any(other.start <= place < other.end for other in covered)
        )
        if not _CONTENTS.sub("", between).strip(_SMALL):
            return True
    return False


def _plain_cues(lexicon: Lexicon) -> frozenset[str]:
    """All cue words that are written out, and so no forms of a verb."""
    return frozenset(lexicon.cues["ja"]) | frozenset(lexicon.cues["en"])


def _is_verb_of_cell(cue: Cue, lexicon: Lexicon) -> bool:
    """Whether a verb says of a cell that it is filled in or not; without a cell it is a word like others."""
    return bool({"blank", "present"} & set(cue.meanings)) and cue.word not in _plain_cues(lexicon)


def _around(prepared: Prepared, cue: Cue, free: Sequence[bool]) -> tuple[str, ...]:
    """The run of nouns that a Japanese cue is part of, as typed and in the words' own spelling (データ for
    データー); empty where it stands by itself.

    A run of more nouns than a compound of the vocabulary has is cut: it stands nowhere either.
    """
    tokens = prepared.tokens
    first = bisect_right(tokens, cue.span.start, key=lambda token: token.end)
    last = bisect_left(tokens, cue.span.end, key=lambda token: token.start)
    inside = tokens[first:last]
    if not inside or any(token.pos not in _NOMINAL for token in inside) or cue.word.isascii():
        return ()

    def goes_on(place: int, joined: bool) -> bool:
        return joined and free[place] and tokens[place].pos in _NOMINAL and last - first < _MOST_NOUNS

    while first and goes_on(first - 1, tokens[first - 1].end == tokens[first].start):
        first -= 1
    while last < len(tokens) and goes_on(last, tokens[last - 1].end == tokens[last].start):
        last += 1
    whole = tokens[first:last]
    if len(whole) == len(inside):
        return ()
    typed = compact(prepared.folded[whole[0].start : whole[-1].end])
    return tuple(dict.fromkeys((typed, "".join(token.term for token in whole))))


_MOST_NOUNS = 24


def _in(place: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= place < span.end for span in spans)

"""What a mistyped word was probably meant to be, from the corpus's own words.

Only what the corpus lacks is corrected, never a word that stands in it; never a number, a row number, a
single letter, a rating or a place name in kanji. A word in kanji keeps its kanji, or is taken for one that
sounds the same and shares at least half of its characters (電子決済 for 電子決裁): a correction must not
change the meaning.

Expanding every word of a question this way made clean questions worse; so `corrections` looks only at those
that the vocabulary lacks, and rapidfuzz is loaded when the first of them is compared. `ratio` takes 5 ms over
100,000 words, `WRatio` 84.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.search import stands, trigrams
from index.language.kana import is_kana, katakana, reading_key
from index.language.tokenizer import NOMINAL, Pos, Token, index_terms, reading_of, stop_words, tokenize
from index.records import NameKind
from index.store import Index
from index.work import spend

_KANJI = expression(r"[㐀-鿿々]")
_DIGIT = expression(r"\d")
_LATIN = expression(r"[a-z]")
# Up to this length a word has too many neighbours to be told by its spelling.
_SHORT = 3
# `ratio` of a word with one character left out: 89 of four characters, 94 of eight. With one exchanged:
# 75 of four, 83 of six.
_LIKE = 82.0
_LIKE_LATIN = 85.0
_LIKE_IN_TEXT = 80.0
_MOST = 5
_SEGMENTS = 20
# What is done in one step of work (see index/work.py): words compared, rows searched.
_SPELLINGS_A_STEP = 1_000
_ROWS_A_STEP = 100
_LONGEST_SPAN = 8
_LONGEST_COMPOUND = 3
_GRAMMAR = frozenset({Pos.PARTICLE, Pos.AUXILIARY, Pos.PRONOUN})


class How(StrEnum):
    """By what a correction was found: the same sound, or a similar spelling."""

    READING = "reading"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question (from `start` to `end`) and what the corpus has instead.

    `printed` is verbatim from the corpus, `tokens` are its terms, side by side there; `similarity` is 100 for
    equal.
    """

    word: str
    printed: str
    tokens: tuple[str, ...]
    similarity: float
    how: How
    start: int = 0
    end: int = 0


_Finder = Callable[[Index, str], Iterator[Correction]]


def correct(index: Index, word: str) -> tuple[Correction, ...]:
    """What a word may have been meant to be, likeliest first.

    Empty for a word of the corpus, for one of a kind that is never corrected, and where nothing is like it.
    """
    if not _may_be_wrong(index, word):
        return ()
    for finder in (_by_reading, _by_spelling, _in_text):
        found = list(finder(index, word))
        if found:
            return tuple(replace(one, end=len(word)) for one in found[:_MOST])
    return ()


def corrections(index: Index, text: str) -> tuple[Correction, ...]:
    """The best correction of each stretch of a question that the corpus lacks, in the order of the text.

    Kana is tried in stretches of several tokens, longest first, because it can't be cut into words reliably;
    so are neighbouring nouns that the corpus has, but never side by side. Sound goes before spelling.
    """
    tokens = tokenize(text)
    known = index.frequency(token.term for token in tokens)
    spans = _spans(tokens, known)
    taken: list[Correction] = []
    for finders, fits in (((_by_reading,), _fits_reading), ((_by_spelling, _in_text), _fits_spelling)):
        for start, end in spans:
            begin, stop = tokens[start].start, tokens[end - 1].end
            if not fits(tokens, start, end, known):
                continue
            if any(begin < other.end and stop > other.start for other in taken):
                continue
            found = _first(index, text[begin:stop], finders)
            if found is not None:
                taken.append(replace(found, start=begin, end=stop))
    return tuple(sorted(taken, key=lambda correction: correction.start))


def _first(index: Index, word: str, finders: Sequence[_Finder]) -> Correction | None:
    if not _may_be_wrong(index, word):
        return None
    return next((correction for finder in finders for correction in finder(index, word)), None)


def _spans(tokens: Sequence[Token], known: dict[str, int]) -> list[tuple[int, int]]:
    """The stretches of tokens that may be one mistyped word, longest first."""
    found = []
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + _LONGEST_SPAN) + 1):
            if end - start > 1 and tokens[end - 1].start != tokens[end - 2].end:
                break
            if _is_doubtful(tokens[start:end], known):
                found.append((start, end))
    return sorted(found, key=lambda span: tokens[span[0]].start - tokens[span[1] - 1].end)


def _is_doubtful(span: Sequence[Token], known: dict[str, int]) -> bool:
    """Whether tokens that stand side by side may be one word that was mistyped.

    Kana of which a part is unknown; an unknown noun; or known nouns, which may be joined wrongly.
    """
    if all(map(_in_kana, span)):
        return any(_is_unknown(token, known) for token in span) and _length(span) >= _SHORT
    if any(token.pos not in NOMINAL or (token.pos is Pos.PLACE and not _in_kana(token)) for token in span):
        return False
    return _is_unknown(span[0], known) if len(span) == 1 else len(span) <= _LONGEST_COMPOUND


def _is_unknown(token: Token, known: dict[str, int]) -> bool:
    words, _ = stop_words()
    return token.term not in known and token.term not in words and token.pos not in _GRAMMAR


def _in_kana(token: Token) -> bool:
    return token.surface == "ー" or is_kana(token.surface)


def _length(span: Sequence[Token]) -> int:
    return span[-1].end - span[0].start


def _fits_reading(tokens: Sequence[Token], start: int, end: int, known: dict[str, int]) -> bool:
    """Three kana are a word only where no other kana that may belong to it stands beside them."""
    if _length(tokens[start:end]) > _SHORT or not all(map(_in_kana, tokens[start:end])):
        return True
    before = start > 0 and tokens[start - 1].end == tokens[start].start and tokens[start - 1]
    after = end < len(tokens) and tokens[end].start == tokens[end - 1].end and tokens[end]
    return not any(token and _in_kana(token) and _is_unknown(token, known) for token in (before, after))


def _fits_spelling(tokens: Sequence[Token], start: int, end: int, _known: dict[str, int]) -> bool:
    """A particle at either end belongs to the sentence; and known nouns are not changed by their spelling."""
    edges = Pos.PARTICLE not in (tokens[start].pos, tokens[end - 1].pos)
    return edges and (end - start == 1 or all(map(_in_kana, tokens[start:end])))


def _may_be_wrong(index: Index, word: str) -> bool:
    """Whether the word is of a kind that is corrected, and is not in the corpus."""
    spend(2)
    folded = compact(word)
    if len(folded) < 2 or _DIGIT.search(folded):
        return False
    kept = {NameKind.RATING, NameKind.NUMBER}
    if any(name.kind in kept for name in index.names_exact([folded])):
        return False
    if index.read("SELECT 1 FROM terms WHERE term = ? LIMIT 1", (folded,)):
        return False
    # Tokens that leave out part of the word (kana cut at the wrong places) do not show that it is there.
    terms = index_terms(word)
    return len("".join(terms)) < len(folded) or not stands(index, terms)


def _by_reading(index: Index, word: str) -> Iterator[Correction]:
    """Words and names of the corpus that sound the same; names only for a word in kana."""
    spend(2)
    key = reading_of(word)
    if len(key) < 2:
        return
    in_kana = is_kana(word)
    sql = "SELECT printed, tokens FROM terms WHERE sound = ? ORDER BY rows DESC, printed"
    found: dict[str, str] = {}
    for printed, tokens in index.read(sql, (key,)):
        if in_kana or _shares_half(compact(word), compact(printed)):
            found.setdefault(printed, tokens)
    if in_kana:
        for name in index.names_by_reading([key]):
            found.setdefault(name.text, " ".join(name.tokens))
    for printed, tokens in found.items():
        yield Correction(word, printed, tuple(tokens.split()), 100.0, How.READING)


def _shares_half(one: str, other: str) -> bool:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return 2 * same >= max(len(one), len(other))


def _by_spelling(index: Index, word: str) -> Iterator[Correction]:
    """Words of the corpus spelt nearly the same, kanji kept."""
    folded = katakana(compact(word))
    kanji = _KANJI.findall(folded)
    if len(folded) <= _SHORT or len(kanji) == len(folded):
        return
    from rapidfuzz import fuzz, process

    cutoff = _LIKE_LATIN if _LATIN.search(folded) else _LIKE
    spellings = _spellings(index)
    spend(1 + len(spellings) // _SPELLINGS_A_STEP)
    found = process.extract(folded, spellings.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=20)
    for spelling, score, _ in found:
        printed, tokens = spellings[spelling]
        if _KANJI.findall(spelling) == kanji:
            yield Correction(word, printed, tuple(tokens.split()), round(score, 1), How.FUZZY)


def _spellings(index: Index) -> dict[str, tuple[str, str]]:
    """The words of the corpus that are long enough, in katakana, with printed form and terms; read once."""
    known: dict[str, tuple[str, str]] | None = index.derived.get("spellings")
    if known is None:
        known = {}
        # Figures outnumber words by far, and are never taken for one.
        sql = (
            "SELECT term, printed, tokens FROM terms WHERE length(term) >= ? AND term NOT GLOB '*[0-9]*'"
            " ORDER BY rows DESC, term"
        )
        for term, printed, tokens in index.read(sql, (_SHORT,)):
            spelling = katakana(term)
            # A word in kanji alone could only be corrected into itself.
            if len(_KANJI.findall(spelling)) < len(spelling):
                known.setdefault(spelling, (printed, tokens))
        index.derived["spellings"] = known
    return known


def _in_text(index: Index, word: str) -> Iterator[Correction]:
    """Kana of the running text spelt nearly as a word in kana: misprints that are no words of the corpus."""
    key = reading_key(word)
    if not is_kana(word) or len(key) <= _SHORT + 1:
        return
    pieces = trigrams(key, "\0").split("\0")
    each = " UNION ALL ".join(["SELECT rowid FROM readings_fts WHERE readings_fts MATCH ?"] * len(pieces))
    sql = (
        f"SELECT s.text FROM (SELECT rowid, count(*) AS shared FROM ({each}) GROUP BY rowid"
        " ORDER BY shared DESC, rowid LIMIT ?) AS f JOIN segments s ON s.id = f.rowid"
        " ORDER BY f.shared DESC, s.id"
    )
    spend(4 + index.row_total() // _ROWS_A_STEP)
    wanted = katakana(compact(word))
    seen: set[str] = set()
    for (text,) in index.read(sql, [*pieces, _SEGMENTS]):
        printed, score = _nearest(wanted, text)
        if score >= _LIKE_IN_TEXT and is_kana(printed) and printed not in seen:
            seen.add(printed)
            yield Correction(word, printed, index_terms(printed), round(score, 1), How.FUZZY)


def _nearest(wanted: str, text: str) -> tuple[str, float]:
    """The piece of the text most like the word, and how like; of two, the one with more of it in place."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Levenshtein

    spelt = katakana(text)
    aligned = fuzz.partial_ratio_alignment(wanted, spelt, score_cutoff=_LIKE_IN_TEXT)
    if aligned is None:
        return "", 0.0
    starts = range(max(0, aligned.dest_start - 2), aligned.dest_start + 3)
    places = [(start, start + len(wanted) + more) for start in starts for more in (-1, 0, 1)]

    def likeness(place: tuple[int, int]) -> tuple[float, int, int]:
        piece = spelt[place[0] : place[1]]
        same = sum(a == b for a, b in zip(piece, wanted, strict=False))
        return Levenshtein.normalized_similarity(piece, wanted) * 100, same, -place[0]

    start, end = max(places, key=likeness)
    return text[start:end], likeness((start, end))[0]


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is one slip of the hand away from a word of Latin letters; None for several.

    A slip is a letter left out, doubled or exchanged with its neighbour; another letter only in a long word,
    for it makes another word of most short ones. None where no choice is a slip away, too.

    >>> nearest("telewrok", ["telework", "network"]), nearest("command", ["commend"])
    ('telework', None)
    """
    spend()
    found = {choice for choice in choices if abs(len(choice) - len(word)) < 2 and _is_slip(word, choice)}
    return found.pop() if len(found) == 1 else None


_LONG = 8


def _is_slip(word: str, choice: str) -> bool:
    from rapidfuzz.distance import OSA, Levenshtein

    if choice[:1] != word[:1] or OSA.distance(word, choice, score_cutoff=1) != 1:
        return False
    exchanged = len(word) == len(choice) and Levenshtein.distance(word, choice) == 1
    return not exchanged or len(word) >= _LONG

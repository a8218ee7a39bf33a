"""Words: the one place that knows Sudachi, for index and question alike.

Every text, of a document or of a person, goes through `tokenize`, so that what was indexed is what is looked
for. Dates are read before words: 「令和6年7月」 and 「2024年7月」 are one token with one term. The dictionary
is loaded at the first use and shared by all threads; each thread has its own tokenizer.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import word_files
from corpus.text.dates import DateMention, find_dates
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from index.language.kana import is_kana, reading_key

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer


class Pos(StrEnum):
    """The part of speech, as coarse as search needs it. `COUNTER` is a noun that may count (課, 件)."""

    NOUN = "noun"
    PROPER = "proper"
    PLACE = "place"
    COUNTER = "counter"
    NUMBER = "number"
    DATE = "date"
    VERB = "verb"
    ADJECTIVE = "adjective"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    ADVERB = "adverb"
    PRONOUN = "pronoun"
    PARTICLE = "particle"
    AUXILIARY = "auxiliary"
    SYMBOL = "symbol"
    OTHER = "other"


CONTENT = frozenset(
    {
        Pos.NOUN,
        Pos.PROPER,
        Pos.PLACE,
        Pos.COUNTER,
        Pos.NUMBER,
        Pos.DATE,
        Pos.VERB,
        Pos.ADJECTIVE,
        Pos.PREFIX,
        Pos.SUFFIX,
    }
)
_INDEXED = CONTENT | {Pos.ADVERB}
_AFFIX = frozenset({Pos.PREFIX, Pos.SUFFIX})
NOMINAL = CONTENT - {Pos.NUMBER, Pos.DATE, Pos.VERB, Pos.ADJECTIVE}


class Token(NamedTuple):
    """One word: `surface` is the given text from `start` to `end`, `term` what it is indexed under.

    `reading` is katakana as spoken, long-vowel marks kept; letters stay letters, digits digits, and a symbol
    has none. `synonyms` are Sudachi's synonym groups, empty for a number. A tuple, because indexing makes
    millions of them and a frozen dataclass takes five times as long to make.
    """

    surface: str
    term: str
    reading: str
    pos: Pos
    start: int
    end: int
    synonyms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexeme:
    """What all occurrences of one written word share, made once and compared by identity.

    `sound` is the key of its reading, `indexed` whether texts are found by it, `nominal` whether it makes
    compounds with nouns beside it.
    """

    surface: str
    term: str
    reading: str
    sound: str
    pos: Pos
    synonyms: tuple[int, ...]
    indexed: bool
    nominal: bool


# Sudachi takes 49,149 bytes. It groups figures and signs (1.1.1.1...) at a cost that grows with the square of
# a piece: 300,000 of them took minutes in pieces of 12,000.
_LONGEST = 3_000
_LEXEMES_KEPT = 200_000
_UNSENDABLE = expression("[\ud800-\udfff]")
# No date is without one of these; most texts are, and spare nine patterns.
_MAY_BE_DATE = expression(r"\d|[年㋿㍻㍼㍽㍾]|令和|平成|昭和|大正|明治")
_SENTENCE_END = expression(r"[。！？\n]|[ 　、]")
_CANONICAL = expression(r"(\d+年)(?:(度)|(\d+月)(\d+日)?)?")
_LOAN = expression(r"[ァ-ヺー]+")
_DATE_READING = str.maketrans({"年": "ネン", "月": "ガツ", "日": "ニチ", "度": "ド"})

_lock = threading.Lock()
_local = threading.local()
_lexemes: dict[tuple[str, int], Lexeme] = {}
_loaded: list[Dictionary] = []


def tokenize(text: str) -> tuple[Token, ...]:
    """The words and dates of a text in order, without white space; empty for blank text.

    Lone surrogates, which no file holds, count as unknown characters. Positions are in the given text.

    >>> [(t.surface, t.term, t.pos.value) for t in tokenize("令和6年7月に1,929件の取組")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('令和6年7月', '2024年7月', 'date'), ('に', 'に', 'particle'), ('1,929', '1929', 'number'),
     ('件', '件', 'counter'), ('の', 'の', 'particle'), ('取組', '取り組み', 'noun')]
    """
    return _short(text) if len(text) <= _SHORT else _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        [
            Token(one.surface, one.term, one.reading, one.pos, start, start + len(one.surface), one.synonyms)
            for one, start in scan(text)
        ]
    )


# A question and its words are looked at by many, one after the other.
_SHORT = 120
_short = lru_cache(maxsize=1_000)(_tokens)


def scan(text: str) -> list[tuple[Lexeme, int]]:
    """The words and dates of a text with their positions, as `tokenize` has them, at less cost."""
    clean = _UNSENDABLE.sub("\ufffd", text)
    found: list[tuple[Lexeme, int]] = []
    position = 0
    for mention in find_dates(clean) if _MAY_BE_DATE.search(clean) else ():
        _scan_words(clean, position, mention.start, found)
        found.append((_date(mention), mention.start))
        position = mention.end
    _scan_words(clean, position, len(clean), found)
    return found


def content(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens that say what a text is about: no particles, auxiliaries, symbols or stop words.

    >>> [t.term for t in content(tokenize("アプリの提供を行うためのものです"))]
    ['アプリ', '提供', '行う']
    """
    return _chosen(tokens, CONTENT)


def indexed(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens that are indexed: content words, and adverbs, which misprints are often taken for.

    >>> [t.term for t in indexed(tokenize("びったりサービスを特に利用"))]
    ['びっ', 'サービス', '特に', '利用']
    """
    return _chosen(tokens, _INDEXED)


def _chosen(tokens: Iterable[Token], parts: frozenset[Pos]) -> tuple[Token, ...]:
    return tuple([token for token in tokens if _is_told(token.pos, token.term, parts)])


def _is_told(pos: Pos, term: str, parts: frozenset[Pos]) -> bool:
    """Whether a word is one of these parts of speech and no stop word."""
    words, affixes = stop_words()
    return pos in parts and term not in words and not (pos in _AFFIX and term in affixes)


def index_terms(text: str) -> tuple[str, ...]:
    """The terms a text is indexed under: its words in order, then the years and months of its dates.

    >>> index_terms("令和6年3月31日に開始")
    ('2024年3月31日', '開始', '2024年', '2024年3月')
    """
    return terms_of(indexed(tokenize(text)))


def terms_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The terms of tokens, then the coarser terms of those that are dates, each once."""
    terms = tuple([token.term for token in tokens])
    wider = {term: None for token in tokens if token.pos is Pos.DATE for term in coarser(token.term)}
    return terms + tuple(term for term in wider if term not in terms) if wider else terms


def coarser(term: str) -> tuple[str, ...]:
    """The year and the month that the term of a date lies in; empty for the term of a year.

    >>> coarser("2024年3月31日"), coarser("2023年度"), coarser("2023年")
    (('2024年', '2024年3月'), ('2023年',), ())
    """
    match = _CANONICAL.fullmatch(term)
    if match is None:
        return ()
    year, fiscal, month, day = match.groups()
    return ((year,) if fiscal or month else ()) + ((year + month,) if day else ())


def reading_of(text: str) -> str:
    """The whole text as a reading key (see `index.language.kana.reading_key`), for search by sound.

    >>> reading_of("人事課のAI活用（1,929件）")
    'ジンジカノaiカツヨウ1929ケン'
    """
    if is_kana(text):
        return reading_key(text)
    return reading_key("".join(token.reading for token in tokenize(text)))


def spoken_of(text: str) -> str:
    """The reading key of a text with its Latin words spoken as the dictionary has them.

    >>> spoken_of("無線LAN"), spoken_of("RPA")
    ('ムセンラン', 'アルピエ')
    """
    morphemes = _sudachi("A").tokenize(_UNSENDABLE.sub("\ufffd", text[:_LONGEST]))
    return reading_key("".join(morpheme.reading_form() for morpheme in morphemes))


def is_one_word(text: str) -> bool:
    """Whether the dictionary has the text as one entry: 「高齢者」 is one though `tokenize` makes it two."""
    return len(_sudachi("C").tokenize(_UNSENDABLE.sub("\ufffd", text[:_LONGEST]))) == 1


def synonyms_of(text: str) -> tuple[int, ...]:
    """The synonym groups of a text that the dictionary has as one entry; empty for any other.

    >>> set(synonyms_of("高齢者")) & set(synonyms_of("シニア")) != set(), synonyms_of("高齢者の")
    (True, ())
    """
    morphemes = _sudachi("C").tokenize(_UNSENDABLE.sub("\ufffd", text[:_LONGEST]))
    return tuple(morphemes[0].synonym_group_ids()) if len(morphemes) == 1 else ()


@cache
def stop_words() -> tuple[frozenset[str], frozenset[str]]:
    """The terms of `stopwords.toml` that stop any word, and those that stop only an affix (本市, not 本)."""
    lists = word_files.read(Path(__file__).parent / "stopwords.toml")
    affixes = frozenset(fold(word) for word in lists.pop("affixes", ()))
    return frozenset(fold(word) for words in lists.values() for word in words), affixes


def _date(mention: DateMention) -> Lexeme:
    term = f"{mention.year}年"
    if mention.fiscal:
        term += "度"
    if mention.month is not None:
        term += f"{mention.month}月"
        if mention.day is not None:
            term += f"{mention.day}日"
    return _date_lexeme(mention.text, term)


@lru_cache(maxsize=5_000)
def _date_lexeme(printed: str, term: str) -> Lexeme:
    reading = term.translate(_DATE_READING)
    return Lexeme(printed, term, reading, reading_key(reading), Pos.DATE, (), True, False)


def _scan_words(text: str, start: int, end: int, found: list[tuple[Lexeme, int]]) -> None:
    """Adds the words between two positions. The inner loop of the build: nothing is asked for twice."""
    known = _lexemes
    for begin, piece in _pieces(text, start, end):
        place = begin
        for morpheme in _sudachi("A").tokenize(piece):
            surface = morpheme.surface()
            key = (surface, morpheme.word_id())
            lexeme = known.get(key) or _remember(key, morpheme)
            if lexeme.term:
                found.append((lexeme, place))
            place += len(surface)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The text in pieces that Sudachi takes, cut behind a sentence, else a space or comma, else anywhere."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        stops = [match.end() for match in _SENTENCE_END.finditer(window)]
        size = stops[-1] if stops else _LONGEST
        yield start, window[:size]
        start += size
    if start < end:
        yield start, text[start:end]


def _remember(key: tuple[str, int], morpheme: Morpheme) -> Lexeme:
    """The lexeme of a morpheme, kept because a corpus repeats its words."""
    surface = key[0]
    pos = _pos(morpheme.part_of_speech())
    term = compact(morpheme.normalized_form())
    synonyms: tuple[int, ...] = ()
    if pos is Pos.NUMBER:
        reading = term
    elif pos is Pos.SYMBOL:
        reading = ""
    elif surface.isascii():
        reading = fold(surface)
    else:
        reading = morpheme.reading_form()
    if pos is not Pos.NUMBER:
        synonyms = tuple(morpheme.synonym_group_ids())
    if len(_lexemes) >= _LEXEMES_KEPT:
        _lexemes.clear()
    told = _is_told(pos, term, _INDEXED)
    # 「ビッグ」 is an adjective, and makes compounds as any loan word does.
    nominal = pos in NOMINAL or (pos is Pos.ADJECTIVE and _LOAN.fullmatch(surface) is not None)
    lexeme = Lexeme(surface, term, reading, reading_key(reading), pos, synonyms, told, nominal)
    _lexemes[key] = lexeme
    return lexeme


_SIMPLE = {
    "代名詞": Pos.PRONOUN,
    "動詞": Pos.VERB,
    "形容詞": Pos.ADJECTIVE,
    "形状詞": Pos.ADJECTIVE,
    "副詞": Pos.ADVERB,
    "助詞": Pos.PARTICLE,
    "助動詞": Pos.AUXILIARY,
    "接頭辞": Pos.PREFIX,
    "補助記号": Pos.SYMBOL,
    "空白": Pos.SYMBOL,
}
_NOUNS = {"数詞": Pos.NUMBER, "助数詞可能": Pos.COUNTER, "地名": Pos.PLACE, "固有名詞": Pos.PROPER}


def _pos(part: tuple[str, ...]) -> Pos:
    """Sudachi's six-part tag, made coarse."""
    first, second, third = part[:3]
    if first == "名詞":
        return _NOUNS.get(third) or _NOUNS.get(second) or Pos.NOUN
    if first == "接尾辞":
        return Pos.SUFFIX if second == "名詞的" else Pos.AUXILIARY
    if first == "記号":
        return Pos.NOUN if second == "文字" else Pos.SYMBOL
    return _SIMPLE.get(first, Pos.OTHER)


def _sudachi(mode: str) -> Tokenizer:
    """This thread's tokenizer: one can't be used by two threads at once, a dictionary can."""
    tokenizer: Tokenizer | None = getattr(_local, mode, None)
    if tokenizer is None:
        from sudachipy import SplitMode

        tokenizer = _dictionary().tokenizer(mode=SplitMode.A if mode == "A" else SplitMode.C)
        setattr(_local, mode, tokenizer)
    return tokenizer


def release() -> None:
    """Lets go of what this thread holds of the dictionary, some 190 MB; the next text loads it again."""
    with _lock:
        _loaded.clear()
    vars(_local).clear()


def _dictionary() -> Dictionary:
    with _lock:
        if not _loaded:
            from sudachipy import Dictionary

            _loaded.append(Dictionary())
        return _loaded[0]

"""Words typed in kana alone, put back into the spelling that the documents or the cue words have.

Sudachi can't cut such words reliably, so they are looked up by sound, longest first: in names, then in the
vocabulary of the corpus, then among the cue words. What stands in the corpus as typed is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language
from assistant.model.question import Correction, How
from assistant.model.span import Span
from assistant.understanding.mentions.operators import operators
from assistant.understanding.prepared import Prepared, prepare
from assistant.understanding.preparing.header_sounds import headers_by_sound
from assistant.understanding.preparing.loan_words import half_in_kana, loan_words
from assistant.understanding.subjects.stretches import stretches
from assistant.words import grammar
from assistant.words.english import bases
from assistant.words.lexicon import Lexicon
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.find.compounds import compounds
from index.language.kana import is_kana, reading_key
from index.language.sounds import spellings
from index.language.tokenizer import NOMINAL, Pos, Token, content, reading_of
from index.records import NameKind
from index.store import Index

_RUN = expression(r"[ぁ-ゖァ-ヺー]{2,}")
_ENGLISH = expression(r"[a-z]{1,2}-[a-z]{4,}|[a-z]{4,}(?:-[a-z]{3,})?")
_PARTICLES = grammar.word_set("particles_in_kana")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    spelling: str
    gain: float


def respell(index: Index, prepared: Prepared, lexicon: Lexicon) -> tuple[Prepared, tuple[Correction, ...]]:
    """The question with its kana words in the corpus's spelling, and what was taken for what."""
    if prepared.language is Language.ENGLISH:
        return _respell_english(prepared, lexicon)
    text = prepared.folded
    pieces: list[_Piece] = [*_units(index, prepared, lexicon), *_named(index, text)]
    for span, spelling in headers_by_sound(index, prepared):
        if not any(p.start < span.end and span.start < p.end for p in pieces):
            pieces.append(_Piece(span.start, span.end, spelling, 0.0))
    for match in _RUN.finditer(text):
        unknown = _unknown(index, prepared, lexicon, Span(*match.span()))
        if unknown and not any(p.start < match.end() and match.start() < p.end for p in pieces):
            found = _segment(index, lexicon, match.group(), match.start())
            pieces.extend(p for p in found if any(p.start < u.end and u.start < p.end for u in unknown))
    for span, spelling in (*loan_words(index, prepared, lexicon), *half_in_kana(index, prepared)):
        if not any(p.start < span.end and span.start < p.end for p in pieces):
            pieces.append(_Piece(span.start, span.end, spelling, 0.0))
    if not pieces:
        return prepared, ()
    pieces.sort(key=lambda piece: piece.start)
    corrections = [
        Correction(text[piece.start : piece.end], piece.spelling, How.READING)
        for piece in pieces
        if piece.spelling != text[piece.start : piece.end] and piece.spelling not in lexicon.cues["ja"]
    ]
    for piece in reversed(pieces):
        text = text[: piece.start] + piece.spelling + text[piece.end :]
    return prepare(text, prepared.language), tuple(corrections)


def _named(index: Index, text: str) -> Iterator[_Piece]:
    """Departments and rows that are typed in kana alone: 「こくさいか」 for 国際課."""
    ends = {match.start(): _ends(match.group()) for match in _RUN.finditer(text)}
    sounds = {
        (start, end): reading_key(text[start : start + end]) for start, some in ends.items() for end in some
    }
    named: dict[str, str] = {}
    for name in index.names_by_reading(sounds.values()):
        if name.kind in _TYPED_BY_SOUND and not is_kana(name.text):
            named.setdefault(name.reading, name.text)
    for start, some in ends.items():
        end = next((end for end in some if sounds[start, end] in named), None)
        if end is not None:
            yield _Piece(start, start + end, fold(named[sounds[start, end]]), float(end))


def _ends(run: str) -> tuple[int, ...]:
    """Where a name at the beginning of a run of kana may end, the longest first: before a particle."""
    last = min(len(run), _LONGEST_NAME)
    return tuple(
        end for end in range(last, _SHORTEST_NAME - 1, -1) if end == len(run) or run[end] in _PARTICLES
    )


_TYPED_BY_SOUND = frozenset({NameKind.DEPARTMENT, NameKind.ROW, NameKind.SECTION, NameKind.GROUP})
_SHORTEST_NAME = 4
_LONGEST_NAME = 90


def _units(index: Index, prepared: Prepared, lexicon: Lexicon) -> Iterator[_Piece]:
    """Runs of nouns that end in 課 and stand nowhere, but sound as something that does: 標準課 for 標準化."""
    tokens = prepared.tokens
    for place, token in enumerate(tokens):
        if token.surface not in _UNITS:
            continue
        start = place
        while start and tokens[start - 1].end == tokens[start].start and tokens[start - 1].pos in NOMINAL:
            start -= 1
            if place - start > _MOST_NOUNS:
                break
        word = prepared.folded[tokens[start].start : token.end]
        if (
            not 0 < place - start <= _MOST_NOUNS
            or word in lexicon.cues["ja"]
            or index.names_exact([word])
            or compounds(index, [word])
        ):
            continue
        sound = reading_of(word)
        spelling = spellings(index, {sound}).get(sound)
        if spelling is not None:
            yield _Piece(tokens[start].start, token.end, fold(spelling), 0.0)


_UNITS = grammar.word_set("department.respelt")
# No name of a unit, and no compound of the vocabulary, is built of more words.
_MOST_NOUNS = 12


def _respell_english(prepared: Prepared, lexicon: Lexicon) -> tuple[Prepared, tuple[Correction, ...]]:
    """English words that are spelt nearly as a word of the vocabulary are taken for it, cue words as well."""
    from index.find.fuzzy import nearest

    corrections: list[Correction] = []
    operating = {*operators().words[Language.ENGLISH], *operators().degrees}
    text = prepared.cased
    for match in reversed(list(_ENGLISH.finditer(prepared.folded))):
        word = match.group()
        if (
            any(base in lexicon.known_english or base in operating for base in bases(word, lexicon))
            or text[match.start()].isupper()
        ):
            continue
        single = word.removesuffix("s")
        close = nearest(word, lexicon.english_like(word)) or nearest(single, lexicon.english_like(single))
        if close is not None:
            corrections.append(Correction(word, close, How.FUZZY))
            text = text[: match.start()] + close + text[match.end() :]
    if not corrections:
        return prepared, ()
    return prepare(text, prepared.language), tuple(reversed(corrections))


def _unknown(index: Index, prepared: Prepared, lexicon: Lexicon, span: Span) -> list[Token]:
    """The words in a run of kana that neither the corpus nor the cue words have as typed."""
    run = prepared.folded[span.start : span.end]
    if run in lexicon.cues["ja"] or run.removesuffix(grammar.word("topic_particle")) in lexicon.cues["ja"]:
        return []
    inside = [t for t in prepared.tokens if t.start < span.end and t.end > span.start]
    words = [t for t in content(inside) if is_kana(t.surface)]
    words += [t for t in inside if t.pos in (Pos.OTHER, Pos.ADVERB) and t not in words]
    frequency = index.frequency(token.term for token in words)
    sure = (*surely_spelt(prepared, lexicon), *(_printed(index, prepared) if words else ()))
    return [
        token
        for token in words
        if token.term not in frequency
        and token.surface not in lexicon.cues["ja"]
        and token.term not in lexicon.verbs
        and not any(stretch.holds(token.start, token.end) for stretch in sure)
        and token.surface not in lexicon.kana_beginnings
    ]


def _printed(index: Index, prepared: Prepared) -> Iterator[Span]:
    """Where names stand as the documents print them, kana and all: 「くらし支援課」."""
    known = catalog(index)
    windows = stretches(index, known, prepared)
    names = {name.folded for name in index.names_exact(windows)} | (windows.keys() & known.departments.keys())
    yield from (span for text in windows if text in names for span in windows[text])


def surely_spelt(prepared: Prepared, lexicon: Lexicon) -> tuple[Span, ...]:
    """Where words of the closed class and common adverbs stand: they are never taken for another word."""
    places = sorted(prepared.borders)
    words = lexicon.closed | lexicon.adverbs
    return tuple(
        Span(start, end)
        for number, start in enumerate(places)
        for end in places[number + 1 : number + _LONGEST_ADVERB]
        if end - start > 1 and prepared.folded[start:end] in words
    )


# In words: とりあえず may be cut into three.
_LONGEST_ADVERB = 5


def _segment(index: Index, lexicon: Lexicon, run: str, offset: int) -> list[_Piece]:
    """The cutting of a run that explains most of it: long pieces of known sound, particles between them."""
    keys: dict[str, str] = {}
    sounds = [reading_key(kana) for kana in run]
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
            if run[start] not in grammar.words("begins_no_word"):
                keys[run[start:end]] = "".join(sounds[start:end])
    known = spellings(index, set(keys.values()))
    cues = _cue_sounds(lexicon)
    best: list[tuple[float, _Piece | None]] = [(0.0, None)]
    for end in range(1, len(run) + 1):
        small = 0.1 if run[end - 1] in _PARTICLES else -0.6
        choice: tuple[float, _Piece | None] = (best[end - 1][0] + small, None)
        for start in range(max(0, end - _LONGEST), end - 1):
            piece = run[start:end]
            gain, spelling = _gain(piece, keys.get(piece, ""), known, cues, lexicon)
            if spelling and best[start][0] + gain > choice[0]:
                choice = (best[start][0] + gain, _Piece(start, end, spelling, gain))
        best.append(choice)
    found: list[_Piece] = []
    end = len(run)
    while end > 0:
        piece_at = best[end][1]
        if piece_at is None:
            end -= 1
        else:
            found.append(piece_at)
            end = piece_at.start
    kept = [p for p in reversed(found) if p.spelling != run[p.start : p.end]]
    return [_Piece(p.start + offset, p.end + offset, p.spelling, p.gain) for p in kept]


def _gain(
    piece: str, key: str, known: Mapping[str, str], cues: Mapping[str, str], lexicon: Lexicon
) -> tuple[float, str]:
    if piece in lexicon.cues["ja"]:
        return len(piece) - 0.4, piece
    if key and key in cues and len(piece) > 2:
        return len(piece) - 0.6, cues[key]
    # A short sound has many spellings; three syllables and more seldom mislead.
    if key and key in known and len(key) > 2:
        return len(piece) - 0.5, known[key]
    return 0.0, ""


_sounds: dict[int, dict[str, str]] = {}


def _cue_sounds(lexicon: Lexicon) -> Mapping[str, str]:
    """Cue words with kanji by their sound; made once for a vocabulary."""
    kept = _sounds.get(id(lexicon))
    if kept is None:
        kept = {}
        for word in lexicon.cues["ja"]:
            if not is_kana(word) and not word.isascii():
                kept.setdefault(reading_of(word), word)
        _sounds.clear()
        _sounds[id(lexicon)] = kept
    return kept

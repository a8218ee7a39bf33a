"""The subject of a question: its content words, each in the forms that the index knows it by.

A word that stands in the corpus is never replaced by another; its synonyms are looked for beside it. A word
that the corpus lacks is looked for as a synonym, by its sound, then by its spelling, and what was taken is
said. Numbers are never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from assistant.catalogue.catalog import catalog
from assistant.model.answer import Language
from assistant.model.question import Correction, How, Word
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import bases, english_words
from assistant.words.lexicon import Lexicon
from assistant.words.weights import NOUNS, factor, rarity, weight
from corpus.text.expressions import expression
from index.find.compounds import compounds, longer_words
from index.language.kana import is_kana
from index.language.tokenizer import Pos, Token, content, tokenize
from index.store import Index

_KATAKANA = expression(r"[ァ-ヺー]{4,}")
_WORDS = frozenset({Pos.NOUN, Pos.PROPER})
# A short form with what it stands for in brackets: 「要対協（要保護児童対策地域協議会）」.
_SPELT_OUT = expression(r"(?P<short>[㐀-鿿々]{2,6})[(（](?P<whole>[^()（）]{4,})[)）]", needs="(（")

if TYPE_CHECKING:
    from index.find.fuzzy import Correction as FuzzyCorrection


def subject_words(
    index: Index, prepared: Prepared, taken: Sequence[Span], lexicon: Lexicon
) -> tuple[tuple[Word, ...], tuple[Correction, ...]]:
    """The words of the subject outside the spans already understood, and the corrections made to them."""
    free = _outside(prepared, [*taken, *_spelt_out(prepared.folded)])
    words: list[Word] = []
    corrections: list[Correction] = []
    if prepared.language is Language.ENGLISH:
        from assistant.words.translation import in_japanese

        latin = [t for t in free if t.surface.isascii() and t.pos is not Pos.DATE]
        free = [t for t in free if not t.surface.isascii() or t.pos is Pos.DATE]
        english = english_words(prepared.folded, [*taken, *(Span(t.start, t.end) for t in free)], lexicon)
        words.extend(_acronyms(index, prepared, latin, lexicon))
        for word in english:
            found, corrected = in_japanese(index, word, latin, lexicon)
            words.extend(found)
            corrections.extend(corrected)
    stretches = _stretches(index, prepared, free)
    for stretch in stretches:
        words.extend(_taken_for(index, stretch, lexicon))
        corrections.append(Correction(stretch.word, stretch.printed, How(stretch.how.value)))
    free = [t for t in free if not any(s.start <= t.start and t.end <= s.end for s in stretches)]
    for run in _runs(_with_compound_verbs(index, content(free)), prepared.folded):
        found, corrected = _japanese(index, run, prepared, lexicon)
        words.extend(found)
        corrections.extend(corrected)
    words.sort(key=lambda word: (word.span.start, word.span.end))
    own = catalog(index).own_place
    own_city = [replace(word, weight=0.0) if own & set(word.terms) else word for word in words]
    in_english = prepared.language is Language.ENGLISH
    weighed = (replace(w, light=True) if _is_light(w, in_english, lexicon) else w for w in own_city)
    return tuple(weighed), tuple(corrections)


def _is_light(word: Word, english: bool, lexicon: Lexicon) -> bool:
    """Whether a word says little, in any form; English forms are looked up for an English question alone."""
    if word.surface in lexicon.light:
        return True
    return english and any(base in lexicon.light for base in bases(word.surface, lexicon))


def _acronyms(index: Index, prepared: Prepared, latin: Sequence[Token], lexicon: Lexicon) -> list[Word]:
    """IT and the like, which in small letters would be words without a meaning of their own."""
    found: list[Word] = []
    for token in latin:
        typed = prepared.cased[token.start : token.end]
        if (
            len(typed) > 1
            and typed.isupper()
            and typed.lower() in lexicon.stop
            and not prepared.cased.isupper()
        ):
            words, _ = _single(index, token, (), index.frequency([token.term]), lexicon)
            found.extend(words)
    return found


def _stretches(index: Index, prepared: Prepared, free: Sequence[Token]) -> tuple[FuzzyCorrection, ...]:
    """Corrections of several tokens together, where Sudachi cut a misspelt word into what are no content
    words.
    """
    odd = [t for t in free if t.pos in (Pos.ADVERB, Pos.OTHER) and is_kana(t.surface) and len(t.surface) > 2]
    odd += _cut_katakana(index, prepared, free)
    if not odd:
        return ()
    from index.find.fuzzy import corrections

    outside = set(free)

    return tuple(
        one
        for one in corrections(index, prepared.folded)
        if any(one.tokens)
        and one.printed != one.word
        and any(one.start <= t.start and t.end <= one.end for t in odd)
        and all(t in outside for t in prepared.tokens if t.start < one.end and t.end > one.start)
    )


def _cut_katakana(index: Index, prepared: Prepared, free: Sequence[Token]) -> list[Token]:
    """The tokens of katakana words that Sudachi cut in pieces of which the corpus lacks some."""
    found: list[Token] = []
    for match in _KATAKANA.finditer(prepared.folded):
        inside = [t for t in free if match.start() <= t.start and t.end <= match.end()]
        known = index.frequency(token.term for token in inside)
        if len(inside) > 1 and any(token.term not in known for token in inside):
            found.extend(inside)
    return found


def _taken_for(index: Index, taken: FuzzyCorrection, lexicon: Lexicon) -> list[Word]:
    span = Span(taken.start, taken.end)
    tokens = content(tokenize(taken.printed)) or tokenize(taken.printed)
    frequency = index.frequency(token.term for token in tokens)
    how = How(taken.how.value)
    if len(taken.tokens) > len(tokens) or not frequency:
        phrase = " ".join(taken.tokens)
        return [Word(span, taken.word, (phrase,), how, rarity(index, 1), corrected=taken.printed)]
    return [
        Word(
            span,
            taken.word,
            (token.term,) if token.term in frequency else (),
            how,
            weight(index, token, frequency, lexicon),
            corrected=token.surface,
        )
        for token in tokens
    ]


def _spelt_out(text: str) -> list[Span]:
    """The short forms that the question spells out itself: their letters stand in order in the brackets."""
    found: list[Span] = []
    for match in _SPELT_OUT.finditer(text):
        whole = iter(match["whole"])
        if all(letter in whole for letter in match["short"]):
            found.append(Span(*match.span("short")))
    return found


def _outside(prepared: Prepared, taken: Sequence[Span]) -> list[Token]:
    """The words that lie in none of the spans."""
    reach = [0] * (len(prepared.folded) + 1)
    for span in taken:
        reach[span.start] = max(reach[span.start], span.end)
    reach = list(accumulate(reach, max))
    return [token for token in prepared.tokens if reach[token.start] < token.end]


def _with_compound_verbs(index: Index, tokens: Sequence[Token]) -> list[Token]:
    """The words, two verbs side by side as the one noun that the corpus has of them: 繰り|越し is 繰越."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        verbs = last is not None and last.pos is token.pos is Pos.VERB and last.end == token.start
        whole = last.surface + token.surface if last is not None and verbs else ""
        if last is not None and whole and index.frequency([whole]):
            noun = Token(whole, whole, last.reading + token.reading, Pos.NOUN, last.start, token.end)
            found[-1] = noun
        else:
            found.append(token)
    return found


def _runs(tokens: Iterable[Token], text: str) -> list[list[Token]]:
    """Neighbouring nouns together (電子|決済), every other word by itself."""
    runs: list[list[Token]] = []
    for token in tokens:
        last = runs[-1][-1] if runs else None
        joined = (
            last is not None
            and text[last.end : token.start] in ("", "ー", "-")
            and last.pos in NOUNS
            and token.pos in NOUNS
        )
        if joined:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _japanese(
    index: Index, run: Sequence[Token], prepared: Prepared, lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    """The words of a run of nouns (or of one other word), corrected as a whole where the corpus lacks it."""
    from index.find.thesaurus import alternatives

    frequency = index.frequency(token.term for token in run)
    whole = prepared.folded[run[0].start : run[-1].end]
    others: list[list[str]] = [[] for _ in run]
    for alternative in alternatives(index, run):
        for place in range(alternative.start, alternative.end):
            others[place].append(alternative.term)
    for place, token in enumerate(run):
        if token.term not in frequency and token.pos in _WORDS and not others[place]:
            others[place].extend(longer_words(index, token.term))
    if not all(others) and _correctable(run) and not _stands(index, run, whole, frequency):
        taken = _correct_whole(index, run, whole, frequency)
        if taken is not None:
            return _respelt(index, run, whole, taken, lexicon)
        paired = _correct_pair(index, run, prepared, frequency)
        if paired is not None:
            place, taken = paired
            found, corrected = _respelt(index, run[place : place + 2], taken.typed, taken, lexicon)
            for rest in (run[:place], run[place + 2 :]):
                more, others_taken = _japanese(index, rest, prepared, lexicon) if rest else ([], [])
                found, corrected = [*found, *more], [*corrected, *others_taken]
            return found, corrected
    words: list[Word] = []
    corrections: list[Correction] = []
    for token, terms in zip(run, others, strict=True):
        found, corrected = _single(index, token, terms, frequency, lexicon)
        words.extend(found)
        corrections.extend(corrected)
    return words, corrections


def _correctable(run: Sequence[Token]) -> bool:
    return all(token.pos not in (Pos.NUMBER, Pos.DATE) for token in run)


def _stands(index: Index, run: Sequence[Token], whole: str, frequency: dict[str, int]) -> bool:
    """Whether the corpus has the run as it is typed; a single word by its term, several as a compound."""
    if len(run) == 1:
        return run[0].term in frequency
    return all(token.term in frequency for token in run) and bool(compounds(index, [whole]))


def _correct_whole(
    index: Index, run: Sequence[Token], whole: str, frequency: dict[str, int]
) -> Correction | None:
    """The corpus's own spelling of the run. Where all its words stand in the corpus only the sound may
    decide.
    """
    from index.find.fuzzy import correct

    known = all(token.term in frequency for token in run)
    if len(run) > 1 and known and any(token.pos not in (Pos.NOUN, Pos.PROPER) for token in run):
        return None
    for correction in correct(index, whole):
        if not known or correction.how.value == "reading":
            return Correction(whole, correction.printed, How(correction.how.value))
    return None


def _correct_pair(
    index: Index, run: Sequence[Token], prepared: Prepared, frequency: dict[str, int]
) -> tuple[int, Correction] | None:
    """Two neighbours of a longer run that sound as a compound does: 管路大腸|システム for 管路台帳; with the
    place of the first.
    """
    from index.find.fuzzy import correct

    for place in range(len(run) - 1):
        pair = run[place : place + 2]
        typed = prepared.folded[pair[0].start : pair[1].end]
        if len(run) < 3 or not _correctable(pair) or _stands(index, pair, typed, frequency):
            continue
        # 未|塾 for 未熟: what begins a noun is part of a slip only beside a word that the corpus lacks.
        lacking = any(token.pos in _WORDS and token.term not in frequency for token in pair)
        if any(token.pos not in _WORDS and not (token.pos is Pos.PREFIX and lacking) for token in pair):
            continue
        for correction in correct(index, typed):
            if correction.how.value == "reading":
                return place, Correction(typed, correction.printed, How.READING)
    return None


def _respelt(
    index: Index, run: Sequence[Token], whole: str, taken: Correction, lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    span = Span(run[0].start, run[-1].end)
    tokens = content(tokenize(taken.taken))
    frequency = index.frequency(token.term for token in tokens)
    words = [
        Word(
            span,
            whole,
            (token.term,) if token.term in frequency else (),
            taken.how,
            weight(index, token, frequency, lexicon),
            noun=token.pos in NOUNS,
            corrected=token.surface,
        )
        for token in tokens
    ]
    return words, [taken]


def _whole_place(index: Index, token: Token) -> str:
    """The one place that a name without its unit stands for (「青浜」: 青浜町); empty for none or several."""
    if token.pos not in _NAMING or len(token.term) < _SHORTEST_PLACE or token.term.isascii():
        return ""
    found = tuple(index.frequency(token.term + unit for unit in grammar.words("places")))
    return found[0] if len(found) == 1 else ""


_NAMING = frozenset({Pos.PLACE, Pos.PROPER, Pos.NOUN})
_SHORTEST_PLACE = 2


def _single(
    index: Index, token: Token, others: Sequence[str], frequency: dict[str, int], lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    span = Span(token.start, token.end)
    noun = token.pos in NOUNS
    if token.pos is Pos.DATE:
        # 「令和4年度」 is printed as R4 as well.
        others = [*others, *index.frequency([token.term.removesuffix(grammar.words("fiscal_year")[0][1:])])]
    if token.term in frequency:
        value = weight(index, token, frequency, lexicon)
        terms = tuple(dict.fromkeys((token.term, *others)))
        return [Word(span, token.surface, terms, How.EXACT, value, noun)], []
    if others:
        counts = index.frequency(part for other in others for part in other.split())
        # A compound is as rare as its rarest part: 高齢|者.
        held = max(min(counts.get(part, 0) for part in other.split()) for other in others)
        value = rarity(index, held) * factor(token.pos)
        return [Word(span, token.surface, tuple(others), How.SYNONYM, value, noun)], []
    whole = _whole_place(index, token)
    if whole:
        value = rarity(index, index.frequency([whole]).get(whole, 0)) * factor(token.pos)
        return [Word(span, token.surface, (whole,), How.SHORT, value, noun)], []
    from index.find.thesaurus import alternatives

    if _correctable([token]) and len(token.surface) > 1:
        from index.find.fuzzy import correct

        for correction in correct(index, token.surface):
            taken = Correction(token.surface, correction.printed, How(correction.how.value))
            return _respelt(index, [token], token.surface, taken, lexicon)
    near = alternatives(index, [token], related=True)
    if near and noun:
        terms = tuple(dict.fromkeys(alternative.term for alternative in near))
        counts = index.frequency(part for term in terms for part in term.split())
        value = rarity(index, max(counts.values(), default=0))
        taken = Correction(token.surface, near[0].printed, How.RELATED)
        return [Word(span, token.surface, terms, How.RELATED, value, noun)], [taken]
    value = weight(index, token, frequency, lexicon)
    return [Word(span, token.surface, (), How.UNKNOWN, value, noun)], []

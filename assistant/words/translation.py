"""An English word in the terms of the index: by the glossary, as printed, or by its synonyms.

A translation is a guess among several, so near words count as well; a phrase that the corpus does not have
as a whole is taken word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.model.question import Correction, How, Word
from assistant.model.span import Span
from assistant.words.english import EnglishWord, english_words
from assistant.words.lexicon import Lexicon
from assistant.words.weights import LIGHT, rarity, weight
from index.language.romaji import by_romaji
from index.language.tokenizer import Pos, Token, content, tokenize
from index.store import Index

# A translation that the corpus lacks may be the wrong one of several.
_ABSENT = 0.6


def in_japanese(
    index: Index, word: EnglishWord, latin: Sequence[Token], lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    """The subject words for an English word or phrase; one that is unknown weighs in full and finds
    nothing.
    """
    printed = [token for token in latin if word.span.holds(token.start, token.end)]
    terms = _terms(index, word, printed)
    if _is_generic(word, lexicon):
        return [Word(word.span, word.text, tuple(terms), How.GLOSSARY, 0.0)], []
    if terms:
        counts = [min(index.frequency(term.split()).values(), default=0) for term in terms]
        how = next(iter(terms.values()))
        share = LIGHT if _is_light(word, lexicon) else 1.0
        return [Word(word.span, word.text, tuple(terms), how, rarity(index, max(counts)) * share)], []
    if _is_light(word, lexicon):
        return [Word(word.span, word.text, (), How.GLOSSARY, 0.0)], []
    if " " in word.text or "-" in word.text:
        return _by_parts(index, word, latin, lexicon)
    return _absent(index, word, lexicon), []


def _is_generic(word: EnglishWord, lexicon: Lexicon) -> bool:
    return word.base in lexicon.generic or (bool(word.japanese) and word.japanese[0] in lexicon.generic)


def _is_light(word: EnglishWord, lexicon: Lexicon) -> bool:
    return word.base in lexicon.light or word.text in lexicon.light


def _terms(index: Index, word: EnglishWord, printed: Sequence[Token]) -> dict[str, How]:
    """The search terms that stand in the corpus, the surest first."""
    found: dict[str, How] = {}
    own = [token.term for token in content(printed)]
    if own and set(own) <= index.frequency(own).keys():
        found[" ".join(own)] = How.EXACT
    for phrase in word.japanese:
        tokens = content(tokenize(phrase))
        parts = [token.term for token in tokens]
        if parts and set(parts) <= index.frequency(parts).keys() and _stands(index, parts):
            found.setdefault(" ".join(parts), How.GLOSSARY)
    if not found and not word.japanese:
        found.update(dict.fromkeys(by_romaji(index, word.base), How.READING))
    if not found and len(printed) == 1:
        from index.find.thesaurus import expand

        found.update(dict.fromkeys(expand(index, printed[0]), How.SYNONYM))
    found.update(dict.fromkeys(_near(index, word, found), How.RELATED))
    return found


def _near(index: Index, word: EnglishWord, found: Iterable[str]) -> list[str]:
    """Synonyms and near words of the first translations that the corpus has and the terms lack."""
    from index.find.thesaurus import alternatives

    known = set(found)
    near: dict[str, None] = {}
    for phrase in word.japanese[:2]:
        for alternative in alternatives(index, content(tokenize(phrase)), related=True):
            whole = alternative.start == 0 and alternative.end == len(content(tokenize(phrase)))
            if whole and alternative.term not in known:
                near[alternative.term] = None
    return list(near)


def _stands(index: Index, parts: Sequence[str]) -> bool:
    from index.find.search import stands

    return len(parts) == 1 or stands(index, parts)


def _by_parts(
    index: Index, word: EnglishWord, latin: Sequence[Token], lexicon: Lexicon
) -> tuple[list[Word], list[Correction]]:
    """A phrase word by word; where the glossary has only the phrase, by the parts of its translation."""
    words: list[Word] = []
    corrections: list[Correction] = []
    spaced = word.text.replace("-", " ")
    singles = [one for part in _pieces(spaced) for one in english_words(part[1], (), lexicon)]
    if all(single.japanese for single in singles) and singles:
        for (offset, _), single in zip(_pieces(spaced), singles, strict=False):
            start = word.span.start + offset
            moved = EnglishWord(
                Span(start, start + len(single.text)), single.text, single.base, single.japanese
            )
            found, corrected = in_japanese(index, moved, latin, lexicon)
            words.extend(found)
            corrections.extend(corrected)
        if all(found.weight > 0 and found.terms for found in words) or not word.japanese:
            return words, corrections
    return _absent(index, word, lexicon), []


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    place = 0
    for part in text.split(" "):
        if part:
            pieces.append((place, part))
        place += len(part) + 1
    return pieces


def _absent(index: Index, word: EnglishWord, lexicon: Lexicon) -> list[Word]:
    """A word that the corpus lacks: the parts of its translation, some of which may stand."""
    for phrase in word.japanese[:1]:
        tokens = content(tokenize(phrase))
        frequency = index.frequency(token.term for token in tokens)
        found = [
            Word(
                word.span,
                word.text,
                (token.term,) if token.term in frequency else (),
                How.GLOSSARY,
                weight(index, token, frequency, lexicon) * (1.0 if token.term in frequency else _ABSENT),
                noun=token.pos not in (Pos.VERB, Pos.ADJECTIVE),
            )
            for token in tokens
        ]
        if found:
            return found
    return [Word(word.span, word.text, (), How.UNKNOWN, rarity(index, 0))]

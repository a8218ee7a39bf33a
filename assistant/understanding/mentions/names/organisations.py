"""Departments that are named in other words than the document's: in English, or misspelt, or not there at
all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import Catalog, catalog
from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.question import How
from assistant.model.span import Span
from assistant.understanding.mentions.cues import Cue
from assistant.understanding.mentions.names.found import Found
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from assistant.words.english import EnglishWord, english_words
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import expression
from corpus.text.folding import compact
from index.find.compounds import compounds
from index.language.romaji import by_romaji
from index.language.tokenizer import Pos, Token, content, index_terms
from index.records import NameKind
from index.store import Index

_UNIT = grammar.word_set("department.endings")
# No department's name is built of more words.
_MOST_NOUNS = 12
# 政策局長 leads an office, and is none.
_HEADS = grammar.words("heads_of_offices")
_AUTHORITY = grammar.word_set("department.authorities")
_NOUNS = frozenset({Pos.NOUN, Pos.PROPER, Pos.PLACE, Pos.SUFFIX, Pos.PREFIX, Pos.COUNTER})
_JOINT = expression(
    rf"{grammar.pattern('genitive')}|{grammar.pattern('charge_particles')}{grammar.pattern('charges')}"
    rf"{grammar.pattern('charge_endings')}?"
)
_ORGANISATION = expression(rf"{grammar.pattern('department.english')}s?$")


def organisations(
    index: Index, prepared: Prepared, names: Sequence[Found], cues: Sequence[Cue], lexicon: Lexicon
) -> tuple[Found, ...]:
    """Departments named in English or misspelt; `how` is UNKNOWN for one that the documents do not have."""
    taken = [name.span for name in names]
    if prepared.language is Language.ENGLISH:
        found = _english(index, prepared, taken, cues, lexicon)
    else:
        found = _japanese(
            index, prepared, [*taken, *(c.span for c in cues if c.means("plain") is None)], lexicon
        )
    return tuple(found)


def _japanese(index: Index, prepared: Prepared, taken: Sequence[Span], lexicon: Lexicon) -> Iterator[Found]:
    """A run of nouns that ends in 課 or the like and names no department of the documents."""
    known = catalog(index).departments
    tokens = prepared.tokens
    # 会議室 is a room; 防災対策室 a unit, where departments are spoken of.
    asks_department = any(word in prepared.folded for word in grammar.words("department.spoken_of"))
    for place, token in enumerate(tokens):
        authority = token.surface in _AUTHORITY and _has_rows_of(prepared, token.end, lexicon)
        room = token.surface in grammar.words("department.rooms") and not asks_department
        if place == 0 or room or not (token.surface in _UNIT or authority):
            continue
        start = _run_start(tokens, place)
        span = Span(tokens[start].start, token.end)
        free = [s for s in taken if not span.holds(s.start, s.end)]
        word = prepared.folded[span.start : span.end]
        generic = all(
            t.term in lexicon.generic or t.surface in lexicon.cues["ja"] for t in tokens[start:place]
        )
        if (
            not 0 < place - start <= _MOST_NOUNS
            or generic
            or prepared.folded[span.start : token.start] in grammar.words("other_ones")
            or any(span.overlaps(s) for s in free)
            or word in lexicon.cues["ja"]
        ):
            continue
        if (led := _led(prepared, span)) is not None:
            yield from _unless_printed(index, prepared, led)
            continue
        inside = [s for s in taken if span.holds(s.start, s.end) and s.end - s.start > 1]
        if inside and not _goes_before(prepared, span, inside, lexicon):
            continue
        from index.find.fuzzy import correct

        meant = [known[compact(c.printed)] for c in correct(index, word) if compact(c.printed) in known]
        if meant:
            yield Found(span, NameKind.DEPARTMENT, meant[0], How.FUZZY)
        elif authority or not compounds(index, [word]):
            yield Found(span, NameKind.DEPARTMENT, (word,), How.UNKNOWN)


def _run_start(tokens: Sequence[Token], place: int) -> int:
    """The place of the first noun of the run that ends at a place."""
    start = place
    while start > 0 and tokens[start - 1].end == tokens[start].start and tokens[start - 1].pos in _NOUNS:
        start -= 1
        if place - start > _MOST_NOUNS:
            break
    return start


def _unless_printed(index: Index, prepared: Prepared, span: Span) -> Iterator[Found]:
    """A name that the documents do not have, unless they print it as a word."""
    word = prepared.slice(span)
    if not compounds(index, [word]):
        yield Found(span, NameKind.DEPARTMENT, (word,), How.UNKNOWN)


def _led(prepared: Prepared, office: Span) -> Span | None:
    """An office with the word for the one who leads it behind it; None for an office alone."""
    heads = (word for word in _HEADS if prepared.folded.startswith(word, office.end))
    ends = (office.end + len(word) for word in heads)
    return next((Span(office.start, end) for end in ends if end in prepared.borders), None)


def _goes_before(prepared: Prepared, span: Span, inside: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether more than a place stands right before the only name in a run, so that it is the end of another
    name: 市民政策局 where there is a 政策局.
    """
    if len(inside) > 1 or inside[0].end != span.end:
        return False
    before = [t for t in prepared.tokens if span.start <= t.start and t.end <= inside[0].start]
    telling = [
        t
        for t in before
        if t.pos in (Pos.NOUN, Pos.PROPER)
        and t.term not in lexicon.generic
        and t.surface not in lexicon.cues["ja"]
        and t.surface not in grammar.word_set("before_departments", "cities")
    ]
    return bool(telling) and len(telling) == len(before)


def _has_rows_of(prepared: Prepared, place: int, lexicon: Lexicon) -> bool:
    """Whether 「の事業」 or the like follows, so that an authority is named as the one in charge."""
    rest = prepared.folded[place:]
    nouns = (
        word for word, meanings in lexicon.cues["ja"].items() if "noun:row" in meanings and len(word) > 1
    )
    joint = _JOINT.match(rest)
    return joint is not None and rest[joint.end() :].startswith(tuple(nouns))


def _english(
    index: Index, prepared: Prepared, taken: Sequence[Span], cues: Sequence[Cue], lexicon: Lexicon
) -> Iterator[Found]:
    """The department whose words are all among the translations of neighbouring words, the longest one."""
    asked = [cue for cue in cues if cue.means("field") == "department" or cue.means("noun") == "department"]
    words = english_words(prepared.folded, taken, lexicon)
    best: tuple[int, Span, tuple[str, ...]] | None = None
    translated = [_translations(word) for word in words]
    for telling, meant in _told_apart(index, lexicon):
        span = _covering(words, translated, telling)
        if span is None:
            continue
        text = prepared.folded[span.start : span.end]
        near = any(-1 <= cue.span.start - span.end <= 1 for cue in asked) or _ORGANISATION.search(text)
        if (near or asked) and (best is None or len(telling) > best[0]):
            best = (len(telling), span, meant)
    if best is not None:
        yield Found(best[1], NameKind.DEPARTMENT, best[2], How.GLOSSARY)


def _telling(form: str, lexicon: Lexicon) -> frozenset[str]:
    """The terms of a department's name but for 課, 室 and the like."""
    return frozenset(term for term in index_terms(form) if term not in lexicon.generic and term not in _UNIT)


def _told_apart(index: Index, lexicon: Lexicon) -> Sequence[tuple[frozenset[str], tuple[str, ...]]]:
    """The departments with the terms that tell them apart; made once an index."""
    kept: Sequence[tuple[frozenset[str], tuple[str, ...]]] | None = index.derived.get("assistant.units")
    if kept is None:
        forms = catalog(index).departments.items()
        kept = [(telling, meant) for form, meant in forms if (telling := _telling(form, lexicon))]
        index.derived["assistant.units"] = kept
    return kept


def _covering(
    words: Sequence[EnglishWord], translated: Sequence[frozenset[str]], telling: frozenset[str]
) -> Span | None:
    """The shortest stretch of up to three neighbouring words whose translations hold all the terms."""
    if not telling <= frozenset().union(*translated):
        return None
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            some = translated[start : start + size]
            used = [any(term in terms for terms in some) for term in telling]
            helps = all(any(term in terms for term in telling) for terms in some)
            if all(used) and helps:
                return Span(words[start].span.start, words[start + size - 1].span.end)
    return None


def _translations(word: EnglishWord) -> frozenset[str]:
    return frozenset(term for phrase in word.japanese for term in index_terms(phrase))


def sections(
    prepared: Prepared, names: Sequence[Found], cues: Sequence[Cue], known: Catalog, lexicon: Lexicon
) -> tuple[Found, ...]:
    """The section that is named by some of its words beside 「分野」 or "section"; empty where none is."""
    taken = [name.span for name in names]
    if not any(cue.means("noun") == "section" for cue in cues):
        return ()
    if any(name.kind in (NameKind.SECTION, NameKind.GROUP) for name in names):
        return _sections_beside(prepared, names, cues, known)
    if prepared.language is Language.ENGLISH:
        said = [(w.span, _translations(w)) for w in english_words(prepared.folded, taken, lexicon)]
    else:
        free = [t for t in content(prepared.tokens) if not any(s.holds(t.start, t.end) for s in taken)]
        said = [(Span(t.start, t.end), frozenset({t.term})) for t in free]
    best: tuple[float, Found] | None = None
    for name in (*known.names[NameKind.SECTION], *known.names[NameKind.GROUP]):
        telling = frozenset(term for term in name.tokens if term not in lexicon.generic)
        used = [(span, terms & telling) for span, terms in said if terms & telling]
        share = len(frozenset().union(*(terms for _, terms in used))) / len(telling) if telling else 0.0
        if used and share >= _ENOUGH and (best is None or share > best[0]):
            span = Span(used[0][0].start, used[-1][0].end)
            best = (share, Found(span, name.kind, (name.text,), How.SHORT))
    return (best[1],) if best is not None else ()


def _sections_beside(
    prepared: Prepared, names: Sequence[Found], cues: Sequence[Cue], known: Catalog
) -> tuple[Found, ...]:
    """Further sections that are named by some of their words right before 「の節」, beside one that is named
    in full: 「マイナンバーの節か情報セキュリティ対策の節」.
    """
    found = []
    for cue in cues if prepared.language is Language.JAPANESE else ():
        own = [n for n in names if n.span.end <= cue.span.start and not _apart(prepared, n.span.end, cue)]
        if cue.means("noun") != "section" or own:
            continue
        run = _run_before(prepared, cue.span.start, names)
        terms = {token.term for token in run}
        of_each = (
            [name for name in known.names[kind] if terms and terms <= set(name.tokens)]
            for kind in (NameKind.SECTION, NameKind.GROUP)
        )
        fits = next((some for some in of_each if some), [])
        if len({name.folded for name in fits}) == 1:
            span = Span(run[0].start, run[-1].end)
            found.append(Found(span, fits[0].kind, (fits[0].text,), How.SHORT))
    return tuple(found)


def _apart(prepared: Prepared, end: int, cue: Cue) -> bool:
    """Whether more than a の stands between a name and the word for sections."""
    return prepared.folded[end : cue.span.start] not in ("", *grammar.words("genitive"))


def _run_before(prepared: Prepared, place: int, names: Sequence[Found]) -> list[Token]:
    """The nouns right before a place, but for a の."""
    run: list[Token] = []
    for token in reversed([token for token in prepared.tokens if token.end <= place]):
        genitive = not run and token.surface in grammar.words("genitive")
        if token.end != (run[0].start if run else place) and not genitive:
            break
        if any(name.span.holds(token.start, token.end) for name in names):
            return []
        if genitive:
            place = token.start
        elif token.pos in _NOUNS:
            run.insert(0, token)
        else:
            break
    return run


_ENOUGH = 0.5


def ratings_in_english(
    prepared: Prepared, names: Sequence[Found], known: Catalog, lexicon: Lexicon
) -> tuple[Found, ...]:
    """A rating in words (終了予定) whose words all translate neighbouring words of an English question."""
    if prepared.language is not Language.ENGLISH or any(name.kind is NameKind.RATING for name in names):
        return ()
    words = english_words(prepared.folded, [name.span for name in names], lexicon)
    translated = [_translations(word) for word in words]
    for name in known.names[NameKind.RATING]:
        telling = frozenset(name.tokens)
        span = _covering(words, translated, telling) if len(telling) > 1 else None
        if span is not None:
            return (Found(span, NameKind.RATING, (name.text,), How.GLOSSARY),)
    return ()


def own_place(index: Index, prepared: Prepared) -> Iterator[Mention]:
    """The city that all documents are of, 大分市 or Oita, which tells no rows apart."""
    known = catalog(index).own_place
    for token in prepared.tokens:
        ours = token.term in known
        if not ours and token.surface.isascii() and prepared.cased[token.start : token.start + 1].isupper():
            ours = bool(known.intersection(by_romaji(index, token.surface)))
        if ours:
            ends = (end for end in grammar.words("cities") if prepared.folded.startswith(end, token.end))
            span = Span(token.start, token.end + len(next(ends, "")))
            yield Mention(span, prepared.slice(span), ("hush",), cost=_PLACE)


_PLACE = 1.1

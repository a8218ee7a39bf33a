"""Other words are offered when they stand in the corpus, and for what it lacks."""

from __future__ import annotations

from index.find.matching import rows_matching
from index.find.thesaurus import Alternative, Source, alternatives, entries, expand, search_words
from index.find.words import SearchWord
from index.language.tokenizer import content, tokenize
from index.store import Index


def test_the_dictionary_joins_what_the_corpus_lacks(small: Index) -> None:
    """A word that the corpus lacks is found by its synonyms there, a word that it has by itself."""
    (phone,) = content(tokenize("スマホ"))
    (archive,) = content(tokenize("アーカイブ"))
    assert expand(small, phone) == ("スマートフォン",)
    assert expand(small, archive) == ()


def test_a_compound_has_alternatives_as_a_whole(small: Index) -> None:
    """「AI」 stands for 「人工知能」, which is two tokens; each of them is then matched by it."""
    tokens = content(tokenize("人工知能の利用"))
    assert alternatives(small, tokens)[0] in (
        Alternative(0, 2, "ai", "AI", Source.THESAURUS),
        Alternative(0, 2, "ai", "AI", Source.DICTIONARY),
    )
    some = search_words(small, tokens)
    assert [word.terms for word in some] == [("人工", "ai"), ("知能", "ai"), ("利用",)]
    assert rows_matching(small, some)[0].matched == frozenset({0, 1, 2})


def test_verbs_numbers_and_dates_have_no_alternatives(small: Index) -> None:
    """Only nouns are replaced."""
    tokens = content(tokenize("2023年に9件行う"))
    assert search_words(small, tokens) == tuple(SearchWord((token.term,)) for token in tokens)


def test_nouns_apart_are_no_compound(small: Index) -> None:
    """Words joined by a particle are not looked up as one."""
    assert alternatives(small, content(tokenize("人工の知能"))) == () or all(
        one.source is not Source.DICTIONARY or one.end - one.start == 1
        for one in alternatives(small, content(tokenize("人工の知能")))
    )


def test_the_thesaurus_is_cut_like_the_texts() -> None:
    """Each word of a group is an entry for each other one."""
    lines = list(entries())
    assert ("在宅 勤務", "thesaurus", "テレワーク", "テレワーク") in lines
    assert all(term and other and term != other for term, _, other, _ in lines)


def test_near_words_are_only_offered_when_asked_for(small: Index) -> None:
    """Words that are merely related come last, are marked so, and are left out by default."""
    tokens = content(tokenize("研修"))
    assert alternatives(small, tokens) == ()
    assert alternatives(small, tokens, related=True) == (Alternative(0, 1, "講座", "講座", Source.RELATED),)

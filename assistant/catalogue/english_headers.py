"""What a Japanese question calls a column that open data heads in English: 収入額 of `incomeAmount`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from pathlib import Path

from assistant.words import grammar
from corpus import word_files
from corpus.text.expressions import expression

_FILE = Path(__file__).parent.parent / "words" / "vocabulary" / "headers.toml"
_LATIN = expression(r"[#\s]*[A-Za-z][A-Za-z0-9 _./\-]*")
_WORD = expression(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# So many names of one column are known; more are combinations that no one types.
_MOST = 36


def japanese_names(header: str) -> tuple[str, ...]:
    """The Japanese names of a header in English, the likeliest first; empty for any other, or unknown words.

    >>> japanese_names("incomeRate")[:3], japanese_names("unpaid_income")[0], japanese_names("担当課")
    (('収入率', '収入割合', '収納率'), '収入未済', ())
    """
    if _LATIN.fullmatch(header) is None:
        return ()
    words = [word.lower() for word in _WORD.findall(header)]
    parts = list(_parts(words, _known()))
    if not parts or not all(parts):
        return ()
    return tuple(dict.fromkeys("".join(some) for some in islice(product(*parts), _MOST)))


def words_of(header: str) -> tuple[str, ...]:
    """The words that a header in English is put together of, in small letters; empty for any other.

    >>> words_of("nonPaymentDeficit"), words_of("担当課")
    (('non', 'payment', 'deficit'), ())
    """
    if _LATIN.fullmatch(header) is None:
        return ()
    return tuple(word.lower() for word in _WORD.findall(header))


def synonyms(header: str) -> tuple[str, ...]:
    """What else a Japanese header is called by everyone, by its longest end that has other names: 住所 for
    所在地, 延貸出数 for 延貸出冊数; empty for most.

    >>> synonyms("所在地"), synonyms("本館所在地"), synonyms("事業名")
    (('住所',), ('本館住所',), ())
    """
    same = _same()
    end = next((header[cut:] for cut in range(len(header)) if header[cut:] in same), "")
    return tuple(header.removesuffix(end) + name for name in same[end]) if end else ()


def english_noun(header: str) -> str:
    """What rows are called whose names stand under a header in English; empty for any other.

    >>> english_noun("libraryName"), english_noun("facility_name"), english_noun("施設名")
    ('library', 'facility', '')
    """
    if _LATIN.fullmatch(header) is None:
        return ""
    return " ".join(w for word in _WORD.findall(header) if (w := word.lower()) not in _OF_NAMES)


_OF_NAMES = grammar.word_set("english_titles")


def _parts(words: Sequence[str], known: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """The names of each word or phrase, the longest phrase first; an empty one for a word that is unknown."""
    place = 0
    while place < len(words):
        ends = (end for end in range(len(words), place, -1) if " ".join(words[place:end]) in known)
        end = next(ends, place + 1)
        yield known.get(" ".join(words[place:end]), ())
        place = end


def _known() -> Mapping[str, tuple[str, ...]]:
    return _read("words")


@cache
def _same() -> Mapping[str, tuple[str, ...]]:
    """Each name that a set has, with the others of it."""
    sets = [(first, *others) for first, others in _read("same").items()]
    return {name: tuple(other for other in some if other != name) for some in sets for name in some}


@cache
def _read(table: str) -> Mapping[str, tuple[str, ...]]:
    found = word_files.read(_FILE)[table]
    assert isinstance(found, dict)
    return {str(word): tuple(names) for word, names in found.items()}

"""Headers of columns that are typed in kana in part: 「収入りつ」 for 収入率, 「利用しゃ数」.

Only where the sound is just that of the header, and what is typed is no word before a particle by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.catalogue.catalog import catalog
from assistant.model.span import Span
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression
from index.language.kana import is_kana, reading_key
from index.language.tokenizer import reading_of
from index.store import Index

_KANJI = "[\u4e00-\u9fff々]"
_KANA = expression("[ぁ-ゖ]+")
_BEFORE, _BEHIND = expression(rf"{_KANJI}*$"), expression(rf"{_KANJI}*")
_PARTICLES = grammar.word_set("particles_in_kana")
_KEY = "assistant.header_sounds"
_LONGEST = 12


def headers_by_sound(index: Index, prepared: Prepared) -> Iterator[tuple[Span, str]]:
    """The stretches of a question that sound as a header, with its spelling."""
    names = _names(index)
    text = prepared.folded
    for match in _KANA.finditer(text):
        head, tail = _BEFORE.search(text, 0, match.start()), _BEHIND.match(text, match.end())
        around = (head.group() if head else "", tail.group() if tail else "")
        found = next(_fits(names, around[0], match.group(), around[1]), None)
        if found is not None:
            before, sound, behind, name = found
            start = (match.end() - len(sound) if behind else match.start()) - before
            yield Span(start, match.end() + behind if behind else match.start() + len(sound)), name


def _fits(names: Sequence[str], head: str, kana: str, tail: str) -> Iterator[tuple[int, str, int, str]]:
    """How many letters before the kana, which kana and how many letters behind them make a header's name."""
    for name in names:
        for behind in range(min(len(tail), len(name) - 1), -1, -1):
            if not name.endswith(tail[:behind]):
                continue
            for before in range(min(len(head), len(name) - behind - 1), -1, -1):
                if not (name.startswith(head[len(head) - before :]) and (before or behind)):
                    continue
                sound = _sound(name, before, behind)
                said = _said(kana, sound, joined=bool(before), ended=bool(behind)) if sound else ""
                if said:
                    yield before, said, behind, name


def _sound(name: str, before: int, behind: int) -> str:
    """The sound of a name without so many letters at its ends; empty where they sound otherwise in it."""
    whole, first = reading_of(name), reading_of(name[:before])
    last = reading_of(name[len(name) - behind :]) if behind else ""
    fits = whole.startswith(first) and whole.endswith(last)
    return whole[len(first) : len(whole) - len(last)] if fits else ""


def _said(kana: str, sound: str, joined: bool, ended: bool) -> str:
    """The kana that have a sound: all of them between two letters, else up to a particle or from one on."""
    if joined and ended:
        return kana if reading_key(kana) == sound else ""
    for length in range(1, len(kana) + 1):
        some, rest = (kana[-length:], kana[:-length]) if ended else (kana[:length], kana[length:])
        edge = rest[-1:] if ended else rest[:1]
        if reading_key(some) == sound and (not rest or edge in _PARTICLES):
            return some
    return ""


def _names(index: Index) -> Sequence[str]:
    """What columns are headed or called, with letters that have a sound; the longest first, made once."""
    kept: Sequence[str] | None = index.derived.get(_KEY)
    if kept is None:
        every = {name for one in catalog(index).headers for name in (one.folded, *one.called)}
        written = (name for name in every if 1 < len(name) <= _LONGEST and not is_kana(name))
        kept = sorted((name for name in written if not name.isascii()), key=lambda name: (-len(name), name))
        index.derived[_KEY] = kept
    return kept

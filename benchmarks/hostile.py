"""Questions made to cost: as long as one may be, each of a kind that some part of the reading is slow on.

They are made from a fixed seed, so that two runs ask the same. Few of them mean anything; each of them has to
get an answer, or a refusal, in bounded time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat

from assistant.understanding.prepared import LONGEST
from index.records import NameKind
from index.store import Index

_SEED = 5
_KANJI = (
    "施策情報課計画推進実績目標担当評価達成年度市民電子決裁管理台帳防災対策教育支援事業連携導入整備利用促進"
)
_HIRAGANA = "".join(map(chr, range(0x3042, 0x3094)))
_KATAKANA = "".join(map(chr, range(0x30A2, 0x30F4))) + "ー"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ANY_KANJI = "".join(map(chr, range(0x4E00, 0x9FA0)))
_SIGNS = "「」『』（）【】()[]<>・ー-~、。？！＊※%\"'“”"
_ENGLISH = "target department measure result digital progress citizen review budget which rated above not"
_CUES = "目標 実績 担当課 評価 達成率 一覧 件数 以外 合計 なぜ 比べて いつ 最も多い 未達"
_PLAN = "情報政策課 の 目標 は RPA 電子決裁 達成率 が 実績 オープンデータ 評価 A B 担当課 令和5年度 80%以上"
_FIGURES = "80% 1,929件 2億3,000万円 二十五件 3課 1.5倍 0.5ポイント 12人日 百万円"
_COMPARED = "80%以上 100件未満 5課より多い 三つ以上 50人を超える 2倍以下"

Maker = Callable[[random.Random], str]


def hostile() -> dict[str, Maker]:
    """What makes one question of each kind, by the name of the kind."""
    return {
        "kanji of plans": lambda r: _letters(r, _KANJI, LONGEST),
        "any kanji": lambda r: _letters(r, _ANY_KANJI, LONGEST),
        "hiragana": lambda r: _letters(r, _HIRAGANA, LONGEST),
        "katakana": lambda r: _letters(r, _KATAKANA, LONGEST),
        "Latin letters": lambda r: _letters(r, _LETTERS, LONGEST),
        "digits": lambda r: _letters(r, "0123456789", LONGEST),
        "kanji numerals": lambda r: _letters(r, "一二三四五六七八九十百千万億", LONGEST),
        "signs": lambda r: _letters(r, _SIGNS, LONGEST),
        "words in hiragana": lambda r: _words(r, _HIRAGANA, (3, 7), "、"),
        "words in katakana": lambda r: _words(r, _KATAKANA, (4, 9), "と"),
        "words in kanji": lambda r: _words(r, _ANY_KANJI, (2, 4), "の"),
        "departments": lambda r: _words(r, _KANJI, (1, 4), "課"),
        "words in Latin letters": lambda r: _words(r, _LETTERS, (4, 9), " "),
        "capitals": lambda r: _words(r, _LETTERS.upper(), (2, 4), " "),
        "quoted": lambda r: _words(r, _KANJI, (1, 5), "」が「"),
        "spaced": lambda r: _words(r, _KANJI, (1, 1), " "),
        "English": lambda r: _listed(r, _ENGLISH.split(), " "),
        "cue words": lambda r: _listed(r, _CUES.split(), ""),
        "words of a plan": lambda r: _listed(r, _PLAN.split(), ""),
        "figures": lambda r: _listed(r, _FIGURES.split(), "と"),
        "figures compared": lambda r: _listed(r, _COMPARED.split(), "で"),
        "dates": lambda r: _numbered(r, "令和{}年{}月{}日"),
        "Western dates": lambda r: _numbered(r, "2{:03}年{}月と"),
        "years": lambda r: _numbered(r, "令和{}年度の"),
        "English dates": lambda r: _numbered(r, "in 20{} July 20{} "),
        "row numbers": lambda r: _numbered(r, "{}-{} "),
        "rows": lambda r: _numbered(r, "施策{}と{}番の"),
        "one word": lambda _: _cut(repeat("目標")),
        "one kanji": lambda _: _cut(repeat("課")),
        "one kana": lambda _: _cut(repeat("か")),
        "one katakana": lambda _: _cut(repeat("ア")),
        "one letter": lambda _: _cut(repeat("A ")),
        "mixed letters": lambda r: _letters(r, _KANJI + _HIRAGANA + _KATAKANA + _LETTERS + _SIGNS, LONGEST),
        "mixed words": lambda r: _cut(_mixed(r) for _ in range(LONGEST)),
    }


def of_index(index: Index) -> dict[str, Maker]:
    """The same of what stands in an index: its names, its headers, and its most common words."""
    headers = [column.header for document in index.documents() for column in index.columns(document.id)]
    titles = [name.text for name in index.names((NameKind.ROW, NameKind.VALUE))]
    common = [term.printed for term in sorted(index.terms(), key=lambda term: -term.rows)[:300]]
    rare = [term.printed for term in index.terms() if term.rows == 1]
    return {
        "headers": lambda r: _listed(r, headers, "の"),
        "headers without a gap": lambda r: _listed(r, headers, ""),
        "titles": lambda r: _listed(r, titles, "と"),
        "common words": lambda r: _listed(r, common, "の"),
        "common words without a gap": lambda r: _listed(r, common, ""),
        "rare words": lambda r: _listed(r, rare, "と"),
        "common and rare words": lambda r: _listed(r, (*rare, *common), ""),
    }


def seeded() -> random.Random:
    """The one source of chance, at its beginning."""
    return random.Random(_SEED)


def _letters(chance: random.Random, letters: str, count: int) -> str:
    return "".join(chance.choices(letters, k=count))


def _words(chance: random.Random, letters: str, lengths: tuple[int, int], joint: str) -> str:
    words = (_letters(chance, letters, chance.randint(*lengths)) for _ in range(LONGEST))
    return _cut(chain.from_iterable((joint, word) for word in words)).removeprefix(joint)


def _listed(chance: random.Random, words: Sequence[str], joint: str) -> str:
    return _cut(chance.choice(words) + joint for _ in range(LONGEST))


def _numbered(chance: random.Random, form: str) -> str:
    count = form.count("{")
    return _cut(form.format(*(chance.randint(1, 30) for _ in range(count))) for _ in range(LONGEST))


def _mixed(chance: random.Random) -> str:
    letters = chance.choice((_KANJI, _HIRAGANA, _KATAKANA, _LETTERS, "0123456789", _SIGNS))
    return _letters(chance, letters, chance.randint(1, 6))


def _cut(pieces: Iterable[str]) -> str:
    text = ""
    for piece in pieces:
        if len(text) >= LONGEST:
            break
        text += piece
    return text[:LONGEST]

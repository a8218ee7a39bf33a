"""Japanese names in Latin letters, as people who write English type them: Oita for 大分, Jinji for 人事."""

from __future__ import annotations

import re
import unicodedata

from index.records import NameKind
from index.store import Index
from index.tokenizer import Pos

_PAIRS = ["キャ", "kya", "キュ", "kyu", "キョ", "kyo", "シャ", "sha", "シュ", "shu", "ショ", "sho", "チャ", "cha", "チュ", "chu", "チョ", "cho", "ニャ", "nya", "ニュ", "nyu", "ニョ", "nyo", "ヒャ", "hya", "ヒュ", "hyu", "ヒョ", "hyo", "ミャ", "mya", "ミュ", "myu", "ミョ", "myo", "リャ", "rya", "リュ", "ryu", "リョ", "ryo", "ギャ", "gya", "ギュ", "gyu", "ギョ", "gyo", "ジャ", "ja", "ジュ", "ju", "ジョ", "jo", "ビャ", "bya", "ビュ", "byu", "ビョ", "byo", "ピャ", "pya", "ピュ", "pyu", "ピョ", "pyo", "シェ", "she", "チェ", "che", "ジェ", "je", "ティ", "ti", "ディ", "di", "ファ", "fa", "フィ", "fi", "フェ", "fe", "フォ", "fo", "ウィ", "wi", "ウェ", "we", "ウォ", "wo", "ヴァ", "va", "ヴィ", "vi", "ヴェ", "ve", "ヴォ", "vo", "ア", "a", "イ", "i", "ウ", "u", "エ", "e", "オ", "o", "カ", "ka", "キ", "ki", "ク", "ku", "ケ", "ke", "コ", "ko", "サ", "sa", "シ", "shi", "ス", "su", "セ", "se", "ソ", "so", "タ", "ta", "チ", "chi", "ツ", "tsu", "テ", "te", "ト", "to", "ナ", "na", "ニ", "ni", "ヌ", "nu", "ネ", "ne", "ノ", "no", "ハ", "ha", "ヒ", "hi", "フ", "fu", "ヘ", "he", "ホ", "ho", "マ", "ma", "ミ", "mi", "ム", "mu", "メ", "me", "モ", "mo", "ヤ", "ya", "ユ", "yu", "ヨ", "yo", "ラ", "ra", "リ", "ri", "ル", "ru", "レ", "re", "ロ", "ro", "ワ", "wa", "ヲ", "o", "ン", "n", "ガ", "ga", "ギ", "gi", "グ", "gu", "ゲ", "ge", "ゴ", "go", "ザ", "za", "ジ", "ji", "ズ", "zu", "ゼ", "ze", "ゾ", "zo", "ダ", "da", "ヂ", "ji", "ヅ", "zu", "デ", "de", "ド", "do", "バ", "ba", "ビ", "bi", "ブ", "bu", "ベ", "be", "ボ", "bo", "パ", "pa", "ピ", "pi", "プ", "pu", "ペ", "pe", "ポ", "po", "ヴ", "vu", "ァ", "a", "ィ", "i", "ゥ", "u", "ェ", "e", "ォ", "o", "ャ", "ya", "ュ", "yu", "ョ", "yo"]
_KANA = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_MORA = re.compile("|".join(sorted(_KANA, key=len, reverse=True)) + "|ッ|.")


def romaji(kana: str) -> str:
    """Katakana in Hepburn letters, long vowels written once.

    >>> romaji("オオイタ"), romaji("トウキョウ"), romaji("ホッカイドウ")
    ('oita', 'tokyo', 'hokkaido')
    """
    letters = ""
    doubled = False
    for mora in _MORA.findall(kana):
        if mora == "ッ":
            doubled = True
            continue
        latin = _KANA.get(mora, mora if mora.isascii() else "")
        letters += (latin[:1] if doubled else "") + latin
        doubled = False
    return latin_key(letters)


def latin_key(word: str) -> str:
    """Letters without what Romanisations differ in: macrons, and vowels written long.

    >>> latin_key("Ōita"), latin_key("Toukyou")
    ('oita', 'tokyo')
    """
    plain = unicodedata.normalize("NFD", word.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"o[ou]+", "o", re.sub(r"u{2,}", "u", plain))


def by_romaji(index: Index, word: str) -> tuple[str, ...]:
    """The search terms of the places and names that a word of Latin letters is the reading of; mostly none."""
    known: dict[str, dict[str, None]] | None = index.derived.get("romaji")
    if known is None:
        known = {}
        marks = (Pos.PLACE.value, Pos.PROPER.value)
        for tokens, reading in index.read("SELECT tokens, reading FROM terms WHERE kind IN (?, ?)", marks):
            known.setdefault(romaji(reading), {})[tokens] = None
        for name in index.names((NameKind.DEPARTMENT,)):
            known.setdefault(romaji(name.reading), {})[" ".join(name.tokens)] = None
        index.derived["romaji"] = known
    return tuple(known.get(latin_key(word), ()))

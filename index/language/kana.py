"""Kana as a search key: one script, and what people leave out or mistake when they type it.

A key is for comparing only. It is katakana without long-vowel marks, so that 「さーば」 and 「サーバー」
meet; Latin letters and digits stay, everything else goes.
"""

from __future__ import annotations

from typing import Final

from corpus.text.expressions import expression
from corpus.text.folding import fold

_HIRAGANA = {code: code + 0x60 for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}
_SOUNDALIKE = {"ヂ": "ジ", "ヅ": "ズ", "ヲ": "オ", "ヵ": "カ", "ヶ": "ケ"}
_KANA_ONLY = expression(r"[ぁ-ゖァ-ヺーゝゞヽヾ・ ]*[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺーゝゞヽヾ・ ]*")


def katakana(text: str) -> str:
    """The text with hiragana turned into katakana, character for character.

    >>> katakana("ばりあふりーマップ")
    'バリアフリーマップ'
    """
    return text.translate(_HIRAGANA)


def reading_key(kana: str) -> str:
    """The key under which a reading is searched; kanji whose reading is unknown stay as they are.

    >>> reading_key("さーばー ＡＩ・つづき"), reading_key("コンピューター") == reading_key("こんぴゅーた")
    ('サバaiツズキ', True)
    """
    return fold(kana).translate(_KEYS)


class _Keys(dict[int, str]):
    """What stands for a character in a key, worked out when the character is first met; "" for none."""

    def __missing__(self, code: int) -> str:
        character = katakana(chr(code))
        if not _stays(character):
            return ""
        self[code] = kept = _SOUNDALIKE.get(character, character)
        return kept


def _stays(character: str) -> bool:
    return (
        "ァ" <= character <= "ヺ"
        or "㐀" <= character <= "鿿"
        or "a" <= character <= "z"
        or "0" <= character <= "9"
        or character == "々"
    )


_KEYS: Final = _Keys()


def is_kana(text: str) -> bool:
    """Whether the text is written in kana alone (long-vowel marks, middle dots and spaces may stand in it).

    >>> is_kana("じんじか"), is_kana("ｱﾌﾟﾘ"), is_kana("人事か"), is_kana("ー")
    (True, True, False, False)
    """
    return _KANA_ONLY.fullmatch(fold(text)) is not None

"""The language a question is asked in, so that the answer's frame is in it too."""

from __future__ import annotations

import re

from assistant.model.answer import Language
from corpus.text.folding import fold

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_LOWER = re.compile(r"(?<![A-Za-z-])[A-Za-z]?[a-z]{2,}(?![A-Za-z-])")
_ENGLISH = re.compile(r"[a-z]+(?:['-][a-z]+)*")


def detect(question: str) -> Language:
    """English for Latin sentences, also around a Japanese name; Japanese otherwise.

    >>> [detect(q).value for q in ("Does 人事課 do it?", "And 人事課?", "ＲＰＡの目標", "KPI 未達")]
    ['en', 'en', 'ja', 'ja']
    """
    text = fold(question)
    japanese = len(_KANA.findall(text)) + sum(map(_is_kanji, text))
    english = _ENGLISH.findall(text)
    if japanese == 0:
        return Language.ENGLISH if any(len(word) > 1 for word in english) else Language.JAPANESE
    words = [word for word in english if len(word) > 1]
    if _HIRAGANA.search(text):
        return (
            Language.ENGLISH
            if len(words) >= 4 and len(words) > len(_HIRAGANA.findall(text)) / 2
            else Language.JAPANESE
        )
    return Language.ENGLISH if len(words) >= 2 or _LOWER.search(question) else Language.JAPANESE


def _is_kanji(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "々"

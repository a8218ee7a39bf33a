"""The number or sign at the beginning of an item: ①, 1., (1), 第1, Ⅰ, ア."""

from __future__ import annotations

from assistant.words import grammar, text_words
from corpus.frozen import dataclass
from corpus.text.expressions import expression
from corpus.text.folding import compact, fold
from corpus.text.numerals import KANJI, narrow, number

_DIGITS = "[0-9０-９]{1,2}"
_KANA = "".join(text_words.words("item_kana"))
_PREFIX = grammar.pattern("number_prefix")
_MARKS = (
    ("circle", expression(r"\s*(?P<number>[①-⑳])")),
    ("brackets", expression(rf"\s*[(（](?P<number>{_DIGITS}|{KANJI})[)）]")),
    ("point", expression(rf"\s*(?P<number>{_DIGITS})(?:[.．)）、](?![0-9０-９])|[\s\u3000:：](?=\S)|$)")),
    ("kanji", expression(rf"\s*(?:{_PREFIX})?(?P<number>{KANJI})(?:[、.．]|[\s\u3000:：](?=\S)|$)")),
    ("prefix", expression(rf"\s*{_PREFIX}(?P<number>{_DIGITS})(?![0-9０-９])")),
    ("roman", expression(r"\s*(?P<number>[Ⅰ-Ⅻ])")),
    ("kana", expression(rf"\s*[(（]?(?P<number>[{_KANA}])(?:[)）]|[.．、\s\u3000](?=\S))")),
    ("bare", expression(rf"(?P<number>{_DIGITS})(?=[^0-9０-９.．,，％%\s]|$)")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an item: of what kind it is, and its number (from 1)."""

    kind: str
    number: int


def marked(text: str) -> Mark | None:
    """The mark that a text begins with; None where it begins with none that counts.

    >>> marked("①広報"), marked("(2) 研修"), marked("3. 窓口"), marked("広報")
    (Mark(kind='circle', number=1), Mark(kind='brackets', number=2), Mark(kind='point', number=3), None)
    """
    for kind, pattern in _MARKS:
        match = pattern.match(text)
        value = _value(match["number"]) if match is not None else 0
        if value:
            return Mark(kind, value)
    return None


def _value(sign: str) -> int:
    """What a sign counts; 0 for none."""
    if "①" <= sign <= "⑳":
        return ord(sign) - ord("①") + 1
    if "Ⅰ" <= sign <= "Ⅻ":
        return ord(sign) - ord("Ⅰ") + 1
    if sign in _KANA:
        return _KANA.index(sign) + 1
    value = number(narrow(sign))
    return int(value) if value is not None and value == int(value) else 0


_BULLETS = r"[・●○◎■□◆◇▶➢⚫※＊*\-‐–〇]"
_NUMBERS = r"[①-⑳]|[0-9０-９]{1,2}[.．)）、 ]|[(（][0-9０-９ア-ンｱ-ﾝ]{1,2}[)）]"
_ITEM = expression(rf"\s*(?:{_BULLETS}|{_NUMBERS})")


def is_item(text: str) -> bool:
    """Whether a text begins as an item of a list does."""
    return _ITEM.match(text) is not None


# Letters of a label that lines have in common at their beginning.
_LABEL = 3


def label_of(text: str) -> str:
    """The first word of a line, where it is long enough to be a label; empty else."""
    words = fold(text).split()
    first = compact(words[0]) if len(words) > 1 else ""
    return first if len(first) >= _LABEL else ""


def is_under_named(text: str, question: str) -> bool:
    """Whether a line stands under a label that a question names: 「水辺 広場」 for 「水辺に入るのは」."""
    label = label_of(text)
    return bool(label) and label in compact(question)

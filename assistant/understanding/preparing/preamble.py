"""What leads up to a question, such as who asks and what for: 「議会の資料を作っているのですが、…」.

It is told by the endings of its clauses and never by what they speak of. A clause that says what is asked
about (「…を知りたいのですが」) is none, and whoever reads the question keeps one that it can't do without.
"""

from __future__ import annotations

import re

from assistant.words import grammar
from assistant.words.lexicon import Lexicon
from corpus.text.expressions import expression
from corpus.text.folding import fold

_SIGNS = "、,。.!！?？;\n"
_SPACE = " 　" + _SIGNS
_JOINS = grammar.words("concessions")
# Shorter, such an ending is most of a word.
_SHORTEST = 4
_LATIN_END = expression(
    rf"[.!?;:,]+\s*(?:{grammar.pattern('english_preamble_joints')}\b,?\s*)?", re.IGNORECASE
)


def lead(text: str, lexicon: Lexicon) -> tuple[str, str]:
    """What leads up to the question, empty for none, and the question.

    >>> from assistant.words.lexicon import load
    >>> lead("会議の資料を作っているのですが、テレワークの担当課は？", load())
    ('会議の資料を作っているのですが、', 'テレワークの担当課は？')
    >>> lead("I'm writing a report. Who handles telework?", load())
    ("I'm writing a report. ", 'Who handles telework?')
    >>> lead("終了予定の事業を知りたいのですが、一覧をお願いします", load())[0]
    ''
    """
    end = _japanese(text, lexicon) or _english(text, lexicon)
    return text[:end], text[end:]


def without_trail(text: str) -> str:
    """A question without what is said behind it of who asks or why, and asks nothing itself.

    >>> without_trail("範囲は広がったんですか、お客さんから聞かれてて")
    '範囲は広がったんですか'
    >>> without_trail("担当はどこ、電話は何番")
    '担当はどこ、電話は何番'
    >>> without_trail("BODIKって何？先輩が言ってたのを聞きそびれました。")
    'BODIKって何？'
    >>> without_trail("担当を教えてください。配属されたばかりで全然わからなくて…")
    '担当を教えてください。'
    >>> without_trail("担当はどこですか。一覧でお願いします。")
    '担当はどこですか。一覧でお願いします。'
    >>> without_trail("どの窓口に行けばいいって案内すればいい？")
    'どの窓口に行けばいい'
    >>> without_trail("小学校はいくつありますか？分校は除いて")
    '小学校はいくつありますか？分校は除いて'
    """
    passed_on = _PASSED_ON.match(text)
    if passed_on is not None and _ASKS.search(passed_on["asked"]):
        return passed_on["asked"]
    for pattern, other in ((_TRAIL, _ASKS), (_ASIDE, _ASKS_FOR)):
        match = pattern.match(text)
        if match is not None and not other.search(match["trail"]) and not _LIMITS.search(match["trail"]):
            return match["asked"].rstrip("、")
    return text


_ASKS = expression(grammar.pattern("what", "asking", "question_words"))
_TRAIL = expression(
    rf"^(?P<asked>.{{6,}}?(?:{grammar.pattern('question_ends')}[、。]|[?？]))\s*"
    rf"(?P<trail>[^?？]{{4,40}}{grammar.pattern('trail_ends')})[。、…]*$"
)
_PASSED_ON = expression(
    rf"^(?P<asked>.{{6,}}?)(?:{grammar.pattern('passed_on_joints')})(?:{grammar.pattern('passed_on')})"
    rf"(?:{grammar.pattern('passed_on_ends')})[ぁ-ん]{{0,8}}[?？。]*$"
)
_ASKS_FOR = expression(grammar.pattern("what", "asking", "question_words", "aside_requests"))
# What says which rows are meant is no talk.
_LIMITS = expression(grammar.pattern("limits_in_trails"))
_ASIDE = expression(
    rf"^(?P<asked>.{{4,}}?(?:{grammar.pattern('question_ends', 'request_ends')}。|[?？]))\s*"
    rf"(?P<trail>[^?？]{{5,60}}{grammar.pattern('aside_ends')})[。、…!！]*$"
)


# So near its end a clause has the word that asks.
_ASKED_AT_END = 10


def _japanese(text: str, lexicon: Lexicon) -> int:
    """Where the question begins: behind the clauses before it that have the endings of a preamble."""
    words = lexicon.preamble
    joined = "|".join(re.escape(word) for word in words.endings if word.endswith(_JOINS))
    place = 0
    for match in re.finditer(rf"[{_SIGNS}]+ *|(?:{joined})(?![{_SIGNS}]) *", text):
        clause = text[place : match.end()].rstrip(_SPACE)
        if match.end() == len(text) or clause.endswith(words.topics):
            break
        if "?" in fold(match.group()) and _ASKS.search(clause[-_ASKED_AT_END:]):
            # 「…は何件あります？局別の内訳も」 asks twice.
            break
        if clause.endswith(words.endings) and len(clause) >= _SHORTEST:
            place = match.end()
        elif match.group()[0] in _SIGNS:
            break
    return place


def _english(text: str, lexicon: Lexicon) -> int:
    """Where the question begins: behind sentences that open with who asks, at a word that asks."""
    words = lexicon.preamble
    lowered = text.lower()
    if not _begins(lowered, 0, words.openings):
        return 0
    for match in _LATIN_END.finditer(lowered):
        place = match.end()
        if "?" in match.group() or place == len(text):
            return 0
        if _begins(lowered, place, words.asks):
            return place
        if match.group()[0] not in ",:" and not _begins(lowered, place, words.openings):
            return 0
    return 0


def _begins(text: str, place: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands whole at a place."""
    return any(
        text.startswith(word, place) and not text[place + len(word) : place + len(word) + 1].isalnum()
        for word in words
    )

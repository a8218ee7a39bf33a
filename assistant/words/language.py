"""The language a question is asked in, so that the answer's frame is in it too.

A question is read in one language and answered in one: a bare 「RPA」 is looked up as English words are, and
answered in the language of whoever asks, for it is a word of both.
"""

from __future__ import annotations

import re

from assistant.model.answer import Language
from assistant.words import grammar
from assistant.words.lexicon import Lexicon, load
from corpus.text.expressions import expression
from corpus.text.folding import fold
from index.language.tokenizer import Pos, Token, tokenize

_JAPANESE = expression(r"[ぁ-ゖァ-ヺー㐀-鿿々・]+")
_ENGLISH = expression(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
# "No.3" is a number and no denial.
_NUMBER = expression(r"(?i)\bno\.? ?(?=[0-9])")
_FUNCTION = frozenset({Pos.PARTICLE, Pos.AUXILIARY})


def detect(question: str, lexicon: Lexicon | None = None) -> Language:
    """The language to read a question in: English for Latin words, also around a Japanese name.

    A particle or an ending outside the name makes it Japanese.

    >>> [detect(q).value for q in ("Does 人事課 do it?", "Who runs こころの相談?", "ＲＰＡの目標", "KPI")]
    ['en', 'en', 'ja', 'en']
    """
    lexicon = lexicon or load()
    text = _plain(question)
    runs = [*_JAPANESE.finditer(text)]
    if not runs:
        return (
            Language.ENGLISH if any(len(word) > 1 for word in _ENGLISH.findall(text)) else Language.JAPANESE
        )
    if not _known(text, lexicon):
        return Language.JAPANESE
    opened = _ENGLISH.match(text)
    if _closes(text, runs[-1]) or (not opened and any(_begins(run) for run in runs)):
        return Language.JAPANESE
    if opened and opened.group().lower() not in lexicon.function_words and any(_begins(run) for run in runs):
        return Language.JAPANESE
    return Language.ENGLISH


def frame(question: str, read: Language, hint: Language | None, lexicon: Lexicon | None = None) -> Language:
    """The language to answer in: that of the sentence, or of the asker (`hint`) where no sentence tells.

    >>> [frame(q, Language.ENGLISH, None).value for q in ("RPA", "telework", "What is RPA?", "remote work")]
    ['ja', 'ja', 'en', 'en']
    """
    text = _plain(question)
    words = _ENGLISH.findall(text)
    small = [word for word in words if word[:1].islower() and len(word) > 1]
    if _JAPANESE.search(text) or _known(text, lexicon or load()) or len(small) > 1:
        return read
    return hint or Language.JAPANESE


def _plain(question: str) -> str:
    """The question in half width with its capitals, numbers without the word for them."""
    folded = fold(question)
    typed = "".join(_cased(one, other) for one, other in zip(question.strip(), folded, strict=False))
    return _NUMBER.sub("", typed if len(typed) == len(folded) else folded)


def _cased(typed: str, folded: str) -> str:
    return folded.upper() if typed.isupper() else folded


def _known(text: str, lexicon: Lexicon) -> list[str]:
    """The words that make a sentence English: function words, and beside other words those that ask.

    Capitals throughout are a name (IT, US), unless all is typed so.
    """
    words = [match.group() for match in _ENGLISH.finditer(text) if not _is_letter(text, match)]
    shouted = text.isupper() and len(words) > 1 and not _JAPANESE.search(text)
    asking = lexicon.cues["en"].keys() - lexicon.cues["ja"].keys() if len(words) > 1 else frozenset[str]()
    lowered = [word.lower() for word in words if shouted or not word.isupper() or word == "I"]
    return [word for word in lowered if word in lexicon.function_words or word in asking]


def _is_letter(text: str, match: re.Match[str]) -> bool:
    """Whether a lone letter is no word, but stands against Japanese: the rating of 「A評価」."""
    beside = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return len(match.group()) == 1 and bool(_JAPANESE.search(beside))


def _closes(text: str, run: re.Match[str]) -> bool:
    """Whether the question ends as a Japanese one does: 「…は？」, 「…を教えて」."""
    return not text[run.end() :].strip("?？!！。.、 ") and _is_function(tokenize(run.group())[-1])


def _begins(run: re.Match[str]) -> bool:
    """Whether a stretch of Japanese hangs on what stands before it: 「RPAの…」."""
    return _is_function(tokenize(run.group())[0])


def _is_function(token: Token) -> bool:
    return token.pos in _FUNCTION or token.term in grammar.words("closing_requests")

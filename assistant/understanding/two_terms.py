"""What two terms are each is asked where their difference is: 「設定者と設定管理者の違いは」."""

from __future__ import annotations

from assistant.words import grammar, text_words
from corpus.text.expressions import expression

_TERM = r"[^、。?？\s]{1,24}?"
_JAPANESE = expression(
    rf"^(?P<one>{_TERM}){grammar.pattern('pair')}、?(?P<other>{_TERM})"
    rf"(?:{text_words.pattern('differences_asked')})[^、。]{{0,8}}[?？。 ]*$"
)
_ENGLISH = expression(
    rf"(?:{text_words.pattern('differences_between')}) (?P<one>.{{1,40}}?) and (?P<other>.{{1,40}}?)[?. ]*$"
)


def two_terms(text: str) -> tuple[str, str] | None:
    """The two terms whose difference is asked for; None where no such question is.

    >>> two_terms("設定者と設定管理者って何が違うの？"), two_terms("設定者とは")
    (('設定者', '設定管理者'), None)
    >>> two_terms("What is the difference between the gist and the outline?")
    ('the gist', 'the outline')
    """
    for pattern in (_JAPANESE, _ENGLISH):
        match = pattern.search(text.strip())
        if match is not None:
            return match["one"], match["other"]
    return None

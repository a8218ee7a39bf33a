"""Whether a question asks for a particular: who, where, how much, by what steps, a name or number.

Only a statement of just that answers it; a row that is about the same subject does not.
"""

from __future__ import annotations

from assistant.model.answer import Language
from assistant.words import grammar
from corpus.text.expressions import expression

_JAPANESE = expression(
    rf"{grammar.pattern('particulars')}{grammar.pattern('behind_particulars')}"
    rf"|{grammar.pattern('particular_persons')}"
    rf"(?:{grammar.pattern('behind_persons')}|{grammar.pattern('topic_particles')}(?:[?。 ]|$))"
    rf"|{grammar.pattern('asks_particulars')}"
)
_ENGLISH = expression(
    rf"(?:^|[,.:] |\b{grammar.pattern('before_english_who')} ){grammar.pattern('english_who')}\b|"
    rf"\b{grammar.pattern('english_asks_particulars')}\b|"
    rf"\b{grammar.pattern('english_what')}\b.*\b{grammar.pattern('english_particulars')}s?\b"
)


def is_particular(folded: str, language: Language) -> bool:
    """Whether the question asks for a particular.

    >>> [is_particular(text, Language.JAPANESE) for text in ("講座の申込方法は", "申込方法を広げる事業")]
    [True, False]
    >>> is_particular("what is the wifi password?", Language.ENGLISH)
    True
    """
    if asks_rows(folded):
        return False
    pattern = _ENGLISH if language is Language.ENGLISH else _JAPANESE
    return pattern.search(folded) is not None


_ROWS = expression(
    rf"{grammar.pattern('row_nouns')}{grammar.pattern('row_noun_ends')}[?。 ]*$"
    rf"|{grammar.pattern('which_row')}{grammar.pattern('row_nouns')}"
    rf"{grammar.pattern('which_row_ends')}?[?。 ]*$"
    rf"|^(?:{grammar.pattern('english_whats')}) {grammar.pattern('english_row_nouns')}\b"
)


def asks_rows(folded: str) -> bool:
    """Whether rows are asked for, whatever field a word of the question may name.

    >>> asks_rows("入院費を負担する事業は"), asks_rows("事業の費用は"), asks_rows("which projects cut costs")
    (True, False, True)
    """
    return _ROWS.search(folded) is not None


_COMPANY = expression(
    rf"{grammar.pattern('companies_asked')}{grammar.pattern('where_or_who')}"
    rf"|{grammar.pattern('of_which_company')}{grammar.pattern('companies_asked')}"
    rf"|\b{grammar.pattern('english_companies')}\b"
)


def asks_company(folded: str) -> bool:
    """Whether a company is asked for by name.

    >>> asks_company("委託先はどこですか"), asks_company("業者名を教えて"), asks_company("企業の誘致は")
    (True, True, False)
    """
    return _COMPANY.search(folded) is not None

"""A follow-up that calls the row just spoken of by what it is: 「いつ始まった事業なんですか」.

It asks no list of rows, but something of that one: 「いつ始まったのですか」.
"""

from __future__ import annotations

from assistant.words import grammar
from corpus.text.expressions import expression

_P = grammar.pattern
_CALLED = expression(
    rf"^(?P<before>(?:[^。?？]*[。?？] *)?)"
    rf"(?P<said>{_P('asked_of_rows')}[^。?？、]*?)(?P<of>{_P('genitive')}?)"
    rf"{_P('row_nouns')}{_P('predicate_row_ends')}[?？。]*$"
)


def without_row_called(text: str) -> str:
    """The question without the noun that it ends in, where that is the row which it asks of.

    >>> without_row_called("いつ始まった事業なんですか"), without_row_called("いつからの事業でしょう？")
    ('いつ始まったのですか', 'いつからですか')
    >>> without_row_called("いつ始まった事業がありますか")
    'いつ始まった事業がありますか'
    """
    match = _CALLED.match(text)
    if match is None:
        return text
    asks = grammar.word("asks_of_noun") if match["of"] else grammar.word("asks_of_verb")
    before = "" if match["before"].strip().endswith(grammar.words("guesses")) else match["before"]
    return f"{before}{match['said']}{asks}"

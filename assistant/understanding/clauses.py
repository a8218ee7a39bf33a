"""Two things asked in one sentence, taken apart: 「何度行って、何人が利用しましたか」.

Each part is asked by itself, the second as a follow-up of the first.
"""

from __future__ import annotations

import re

_ASKS = (
    r"(?:何(?!か|も|ら)|なん(?:名|人|件|回)|いくつ|いくら|いつ|誰|だれ|どこ|どれ(?:くらい|だけ)|どのくらい|どう(?=[しやな])|なぜ|"
    r"どうして)"
)
_JAPANESE = re.compile(
    rf"^(?P<first>.*?{_ASKS}[^、,・。?？]{{0,24}})(?:[、,・]|[。?？]+)\s*"
    rf"(?P<second>[^、,・。?？].*{_ASKS}.*|{_ASKS}.*)$"
)
_WHAT = r"(?:how|when|what|which|who|where|why)\b"
_ENGLISH = re.compile(
    rf"^(?P<first>{_WHAT}.{{6,}}?)(?:, and|,| and|\?) +(?P<second>{_WHAT}.{{3,}})$", re.IGNORECASE
)


def clauses(text: str) -> tuple[str, ...]:
    """The two questions of a sentence that asks twice; the sentence alone where it does not.

    >>> clauses("サポートは何度行って、何人が利用しましたか")
    ('サポートは何度行って', '何人が利用しましたか')
    >>> clauses("RPAの目標は"), clauses("When was it held and how many came?")
    (('RPAの目標は',), ('When was it held', 'how many came?'))
    """
    match = _JAPANESE.match(text.strip()) or _ENGLISH.match(text.strip())
    return (match["first"].strip(), match["second"].strip()) if match else (text,)

"""Two things asked in one sentence, taken apart: 「何度行って、何人が利用しましたか」.

Each part is asked by itself, the second as a follow-up of the first.
"""

from __future__ import annotations

import re

from assistant.words import grammar, text_words
from corpus.text.expressions import expression

_COUNTED = rf"{grammar.pattern('what')}(?!{grammar.pattern('behind_any')})"
_ASKS = rf"(?:{_COUNTED}|{grammar.pattern('asking')})"
_STOP = "[、,・。?？]"
_FREE = "[^、,・。?？]"
_WHICH = rf"(?:{_ASKS}|{grammar.pattern('asking_which')})"
_SECOND = rf"{_FREE}.*{_WHICH}.*|{_WHICH}.*"
_JAPANESE = (
    expression(
        rf"^(?P<first>.*?{_ASKS}{_FREE}{{0,24}}){_STOP}+\s*(?P<second>{_SECOND})$", needs="、,・。?？"
    ),
    # 「何人で何人申し込んだ」, 「何人来て何チームできた」: a figure, and what goes on from it.
    expression(
        rf"^(?P<first>.*?{_COUNTED}[^、,・。?？ぁ-ゟ]{{1,6}}{_FREE}{{0,6}}?{grammar.pattern('goes_on')})"
        rf"(?P<second>{_FREE}{{0,12}}?{_COUNTED}(?!{grammar.pattern('genitive')}).+"
        rf"|{_FREE}{{2,8}}{grammar.pattern('elliptic_ends')}[?？]?)$"
    ),
    # 「何人いるの？急ぎのは受けてくれないの」: a figure or name, and whether something is so.
    expression(
        rf"^(?P<first>.*?{_ASKS}{_FREE}{{0,24}})[?？]+\s*"
        rf"(?P<second>(?!{grammar.pattern('mere_requests')}){_FREE}{{3,30}}{grammar.pattern('whether_ends')})[?？。]*$"
    ),
    # 「それぞれ何件ですか。Aの割合もお願いします」: a share that is asked for behind a question.
    expression(
        rf"^(?P<first>.*?{_ASKS}{_FREE}{{0,24}}){_STOP}+\s*"
        rf"(?P<second>{_FREE}{{0,24}}{grammar.pattern('rates')}{grammar.pattern('behind_asked_rate')}[^?？]*)$"
    ),
    # 「何箇所？前の年は？」: what else is asked is named and no more.
    expression(
        rf"^(?P<first>.*?{_ASKS}{_FREE}{{0,24}})[?？。]+\s*"
        rf"(?P<second>{_FREE}{{2,20}}{grammar.pattern('elliptic_ends')})[?？。]*$",
        needs="?？。",
    ),
)
# 「置いている自治体数と、そのうち事業がある自治体数」: two numbers that are named and no more.
_NUMBERS = expression(
    rf"^(?P<first>.+?{grammar.pattern('number_nouns')}){grammar.pattern('joins_numbers')}(?P<second>.+?{grammar.pattern('number_nouns')})"
    rf"(?:{grammar.pattern('behind_number')}[^、]{{0,8}})?[?？。]*$"
)
_WHAT = rf"{grammar.pattern('english_asking')}\b"
_ENGLISH = expression(
    rf"^(?P<first>(?:[^?]{{4,80}}?[.:] +)?{_WHAT}.{{6,}}?)(?:, and|,| and|\?) +(?P<second>{_WHAT}.{{3,}})$",
    re.IGNORECASE,
    needs=" ",
)


# 「研究者数とその前年比を教えて」: one thing, and what is asked of it besides.
_AND_ITS = expression(
    rf"^(?P<first>.{{2,}}?)(?:{text_words.pattern('and_its')})(?P<second>[^、,。?？]{{1,20}}?)"
    rf"(?P<end>(?:{text_words.pattern('behind_asked')}).*|[?？。]*)$"
)
_SENTENCES = expression(
    rf"^(?P<first>.{{4,}}?)[。?？]+\s*(?:{text_words.pattern('goes_on_to_ask')})?\s*(?P<second>[^。?？]{{2,60}})[。?？]*$",
    needs="。?？",
)
# 「何か所つくるんだっけ、あと期限」: a question, and what else is asked by its name.
_BESIDES = expression(
    rf"^(?P<first>.*{grammar.pattern('question_words', 'asking')}.*?){_STOP}\s*"
    rf"(?:{text_words.pattern('names_besides')})[、,]?"
    rf"(?P<second>[^0-9、,。?？][^、,。?？]{{1,24}})[?？。]*$",
    needs="、,・。?？",
)
_ENGLISH_BESIDES = expression(
    rf"^(?P<first>{_WHAT}.{{6,}}?)\? +(?:{text_words.pattern('english_besides')})"
    r" (?P<second>[^?]{2,40}?)\?*$",
    re.IGNORECASE,
    needs="?",
)
_BOTH_ASKED = expression(r"[?？]\s*[^。?？]+[?？]$", needs="?？")
_ASKS_AGAIN = expression(rf"{text_words.pattern('asks_again')}|(?:{text_words.pattern('asks_at_end')})$")


_OF_TARGET = rf"{grammar.pattern('targets_asked')}.*{grammar.pattern('met_or_not')}"
_WITH_TARGET = (
    # 「何業務で、目標に届いた？」
    expression(
        rf"^(?P<first>.*?{_ASKS}{_FREE}{{0,24}}?)(?:{grammar.pattern('before_second')})?(?:{_STOP}+\s*|(?<={grammar.words('before_second')[0]}))"
        rf"(?P<second>(?:{grammar.pattern('before_target')})?{_OF_TARGET}[^。]*)$"
    ),
    expression(
        rf"^(?P<first>{grammar.pattern('english_asking')}\b.{{6,}}?),? and"
        rf" (?P<second>{grammar.pattern('english_polar')} .*(?:{grammar.pattern('english_targets')}"
        rf".*{grammar.pattern('english_met_or_not')}|{grammar.pattern('english_met_or_not')}"
        rf".*{grammar.pattern('english_targets')}).*)$",
        re.IGNORECASE,
        needs=" ",
    ),
)


def and_target(text: str) -> tuple[str, ...]:
    """A figure that is asked for, and the part that asks whether its target was met; the text alone else.

    >>> and_target("How many came, and was the target met?"), and_target("何業務で、目標に届いた？")
    (('How many came', 'was the target met?'), ('何業務', '目標に届いた？'))
    >>> and_target("何件が目標を達成した？")
    ('何件が目標を達成した？',)
    """
    found = (pattern.match(text.strip()) for pattern in _WITH_TARGET)
    match = next((one for one in found if one is not None), None)
    return (match["first"].strip(), match["second"].strip()) if match else (text,)


def joins_its(text: str) -> bool:
    """Whether a question asks for one thing and for what is said of it: 「研究者数とその前年比は」."""
    return _AND_ITS.match(text.strip()) is not None


def names_besides(text: str) -> bool:
    """Whether a question names what else it asks for: 「何か所つくるんだっけ、あと期限」."""
    asked = text.strip()
    return (_BESIDES.match(asked) or _ENGLISH_BESIDES.match(asked)) is not None


def spoken_apart(text: str) -> tuple[str, ...]:
    """Two questions that are said one after the other, or joined by "and its"; the text alone else.

    >>> spoken_apart("座長はどなたですか。所属も教えてください。")
    ('座長はどなたですか', '所属も教えてください')
    >>> spoken_apart("何か所つくるんだっけ、あと期限"), spoken_apart("How many came by bus? And by train?")
    (('何か所つくるんだっけ', '期限'), ('How many came by bus', 'by train'))
    >>> spoken_apart("研究者数とその前年比を教えて"), spoken_apart("RPAの目標は")
    (('研究者数を教えて', '研究者数の前年比を教えて'), ('RPAの目標は',))
    """
    asked = text.strip()
    its = _AND_ITS.match(asked)
    if its is not None:
        of = grammar.words("genitive")[0]
        return (f"{its['first']}{its['end']}", f"{its['first']}{of}{its['second']}{its['end']}")
    named = _BESIDES.match(asked) or _ENGLISH_BESIDES.match(asked)
    if named is not None:
        return named["first"].strip(), named["second"].strip()
    match = _SENTENCES.match(asked)
    if match is None:
        return (text,)
    both = _BOTH_ASKED.search(asked) is not None
    if not both and not _ASKS_AGAIN.search(match["second"].strip()):
        return (text,)
    return match["first"].strip(), match["second"].strip()


def clauses(text: str) -> tuple[str, ...]:
    """The two questions of a sentence that asks twice; the sentence alone where it does not.

    >>> clauses("サポートは何度行って、何人が利用しましたか")
    ('サポートは何度行って', '何人が利用しましたか')
    >>> clauses("目標何人で実際何人きたの"), clauses("支援先は何箇所？前の年は？")
    (('目標何人で', '実際何人きたの'), ('支援先は何箇所', '前の年は'))
    >>> clauses("A課は何件で、B評価なのはどれですか"), clauses("AとBは何件ですか。Aの割合もお願いします")
    (('A課は何件で', 'B評価なのはどれですか'), ('AとBは何件ですか', 'Aの割合もお願いします'))
    >>> clauses("RPAの目標は"), clauses("When was it held and how many came?")
    (('RPAの目標は',), ('When was it held', 'how many came?'))
    """
    asked = text.strip()
    found = (pattern.match(asked) for pattern in (*_JAPANESE, _NUMBERS, _ENGLISH))
    match = next((one for one in found if one is not None), None)
    return (match["first"].strip(), match["second"].strip()) if match else (text,)
